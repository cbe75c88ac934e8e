import { useState } from 'react'
import { Trans } from '@lingui/react/macro'
import { Eye, EyeOff } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button } from '../../../ui/index.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { ParcelList } from './ParcelList.tsx'

/** What waits for a person; the codes of the notices are shown only on purpose, and until the page is left. */
export function WaitingParcels({ person }: { person: Response<'residents.get'> }) {
  const may = useMay('packages.hand_over') && person.waiting.length > 0
  const [shown, setShown] = useState(false)
  const { data, error } = useRoute('residents.pickupCodes', { id: person.id }, { enabled: may && shown })
  const codes = may && shown && data ? new Map(data.map(({ packageId, code }) => [packageId, code])) : undefined
  return (
    <>
      <ParcelList
        title={<Trans>Waiting</Trans>}
        rows={person.waiting}
        empty={<Trans>Nothing is waiting for them.</Trans>}
        {...(codes && { codes })}
        actions={
          may && (
            <Button icon={shown ? EyeOff : Eye} onPress={() => setShown(!shown)}>
              {shown ? <Trans>Hide the codes</Trans> : <Trans>Pickup codes</Trans>}
            </Button>
          )
        }
      />
      <ErrorNote error={error} />
    </>
  )
}
