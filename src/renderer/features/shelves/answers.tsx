import { Plural, Trans } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { ShelfDoubt } from '../../../shared/packages/shelfDoubts.ts'
import { Whose } from '../../parcel/words/spoken.tsx'
import type { Feedback } from '../../window/feedback/store.ts'

type Seen = Response<'shelves.seen'>

/** Why a parcel does not belong on the shelf, as a heading. */
export function DoubtWords({ why, shelf }: { why: ShelfDoubt; shelf: string | null }) {
  switch (why) {
    case 'elsewhere':
      return <Trans>Belongs on shelf {shelf}</Trans>
    case 'no_shelf':
      return <Trans>Was on no shelf</Trans>
    case 'lost':
      return <Trans>Reported missing, but here it is</Trans>
    case 'picked_up':
      return <Trans>Handed over, but still here</Trans>
    case 'forwarded':
      return <Trans>Forwarded, but still here</Trans>
    case 'returned':
      return <Trans>Returned, but still here</Trans>
    case 'taken_back':
      return <Trans>Its registration was undone</Trans>
  }
}

/** How many are still to be found. */
const ToFind = ({ found, missing }: Pick<Seen, 'found' | 'missing'>) =>
  missing === 0 ? (
    <Plural value={found} one="The only one is found" other="All # found" />
  ) : (
    <Plural value={missing} one="# still to find" other="# still to find" />
  )

/** What a scan on a shelf's page says. */
export const seenAnswer = (parcel: PackageRow, { as, ...counts }: Seen): Feedback => ({
  tone: as === 'found' ? 'ok' : 'attention',
  unit: parcel.unit?.number ?? null,
  title:
    as === 'found' ? (
      <Trans>On its shelf</Trans>
    ) : as === 'unknown' ? (
      <Trans>Not registered</Trans>
    ) : (
      <DoubtWords why={as} shelf={parcel.shelf?.code ?? null} />
    ),
  detail: (
    <>
      {parcel.shortNumber} · <Whose parcel={parcel} /> · <ToFind {...counts} />
    </>
  ),
})

/** The same for a code that no parcel is known by. */
export const unknownAnswer = (code: string): Feedback => ({
  tone: 'attention',
  title: <Trans>Not registered</Trans>,
  detail: (
    <>
      <span className="code">{code}</span> · <Trans>It is listed below.</Trans>
    </>
  ),
})
