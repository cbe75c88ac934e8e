import { Trans } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { Dialog } from '../../../ui/index.ts'
import { PinForm } from './PinForm.tsx'

type Person = Response<'duty.status'>['people'][number]

/** Somebody takes over with their PIN. */
export function ProveDialog({ person, onClose }: { person: Person | null; onClose: () => void }) {
  return (
    <Dialog title={person && <Trans>{person.name} goes on duty</Trans>} isOpen={person !== null} onClose={onClose}>
      {person && <PinForm key={person.id} staffId={person.id} temporary={person.temporary} onDone={onClose} />}
    </Dialog>
  )
}
