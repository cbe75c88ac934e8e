import { Trans } from '@lingui/react/macro'
import { StickyNote } from 'lucide-react'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { Button } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useAct } from '../acts/useAct.tsx'

/** Prints a slip for the door or the box on the label printer: it settles what no letter could say. */
export function SlipButton({
  parcel,
  size,
}: {
  parcel: Pick<PackageRow, 'id' | 'shortNumber' | 'unit'>
  size?: 'small'
}) {
  const slip = useAct('notices.settle', {
    says: () => ({
      about: [{ id: parcel.id, is: 'here' }],
      unit: parcel.unit?.number ?? null,
      title: <Trans>The slip goes to the label printer</Trans>,
      detail: parcel.shortNumber,
    }),
  })
  // A slip hangs on a door: without one there is nowhere to put it.
  if (parcel.unit === null) return null
  return (
    <>
      <Button
        {...(size && { size })}
        icon={StickyNote}
        isPending={slip.isPending}
        onPress={() => slip.mutate({ packageId: parcel.id, as: 'slip' })}
      >
        <Trans>Print a slip</Trans>
      </Button>
      <ErrorNote error={slip.error} />
    </>
  )
}
