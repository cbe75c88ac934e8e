import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { Button, Note } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { shadowedBy } from '../../window/errors/errors.ts'
import { CarrierName } from './spoken.tsx'

interface ShadowNoteProps {
  /** What teaching was refused with. */
  error: unknown
  /** The carrier that it was taught for. */
  carrier: string
  isPending: boolean
  /** They mean it. */
  onEvenSo: () => void
  /** Another way out. */
  children?: ReactNode
}

/** Asks before a lesson takes the published numbers of another carrier; what else went wrong is said as always. */
export function ShadowNote({ error, carrier, isPending, onEvenSo, children }: ShadowNoteProps) {
  const other = shadowedBy(error)
  if (!other) return <ErrorNote error={error} />
  const theirs = <CarrierName carrier={other.carrier} />
  return (
    <div role="alert">
      <Note
        tone="attention"
        actions={
          <>
            <Button isPending={isPending} onPress={onEvenSo}>
              <Trans>
                Yes, always <CarrierName carrier={carrier} />
              </Trans>
            </Button>
            {children}
          </>
        }
      >
        {other.isValid ? (
          <Trans>This code is a correct {theirs} number.</Trans>
        ) : (
          <Trans>{theirs} numbers look like this: the code may be one that was misread. Scan it again first.</Trans>
        )}{' '}
        <Trans>
          Once taught, {theirs} parcels with such numbers will be taken for <CarrierName carrier={carrier} />. Is this
          really what the label says?
        </Trans>
      </Note>
    </div>
  )
}
