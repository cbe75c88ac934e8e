import { Plural, Trans } from '@lingui/react/macro'
import type { Request, Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { isPlaceable } from '../../../shared/packages/shelfDoubts.ts'
import { undoOffer } from '../../parcel/acts/acts.tsx'
import type { Kept } from '../../window/desk/kept.ts'
import type { FeedbackStore } from '../../window/feedback/store.ts'
import { seenAnswer, unknownAnswer } from './answers.tsx'
import { addressOfShelf, IN_HAND, openShelf } from './hand.ts'

export interface ShelfScansPorts {
  feedback: FeedbackStore
  kept: Kept
  navigate: (to: string) => void
  check: (id: string) => Promise<Response<'shelves.check'>>
  seen: (input: Request<'shelves.seen'>) => Promise<Response<'shelves.seen'>>
  place: (input: Request<'packages.place'>) => Promise<Response<'packages.place'>>
}

/** The parcel that a scan is of, however it stands. */
function parcelOf(outcome: ScanOutcome): PackageRow | null {
  switch (outcome.kind) {
    case 'known':
    case 'hand_over':
    case 'lost':
    case 'gone':
    case 'taken_back':
      return outcome.package
    case 'intake':
    case 'unknown':
    case 'misread':
      return outcome.previous
    default:
      return null
  }
}

/** The code of what nothing here is known by. */
function codeOf(outcome: ScanOutcome): string | null {
  if (outcome.kind === 'intake') return outcome.candidates[0]?.trackingNumber ?? outcome.raw
  if (outcome.kind === 'unknown') return outcome.normalised
  return outcome.kind === 'not_ours' ? outcome.code : null
}

/** What is kept of a code: more than any carrier writes. */
const CODE_MOST = 200

/** What scans mean on the pages of shelves; false leaves it to what a scan does everywhere. */
export function createShelfScans({ feedback, kept, navigate, check, seen, place }: ShelfScansPorts) {
  const hand = kept(IN_HAND)

  const putThere = async (shelf: { id: string; code: string }, packageIds: string[]): Promise<void> => {
    const { actId, count } = await place({ shelfId: shelf.id, packageIds })
    feedback.show({
      tone: 'ok',
      about: packageIds.map((id) => ({ id, is: 'here' })),
      title: <Trans>On shelf {shelf.code}</Trans>,
      detail: <Plural value={count} one="# parcel" other="# parcels" />,
      actions: [undoOffer(feedback, actId)],
    })
  }

  const onList = async (outcome: ScanOutcome): Promise<boolean> => {
    const held = hand.get()
    if (outcome.kind === 'shelf') {
      if (held.length === 0) navigate(addressOfShelf(outcome.shelf.id))
      else {
        await putThere(
          outcome.shelf,
          held.map(({ id }) => id),
        )
        hand.setState(() => [])
      }
      return true
    }
    if (outcome.kind !== 'known' && outcome.kind !== 'hand_over' && outcome.kind !== 'lost') return false
    const parcel = outcome.package
    hand.setState((now) => [parcel, ...now.filter(({ id }) => id !== parcel.id)])
    feedback.show({
      tone: 'known',
      unit: parcel.unit?.number ?? null,
      title: <Trans>In hand: now scan its shelf</Trans>,
      detail: parcel.shortNumber,
    })
    return true
  }

  const onShelf = async (shelfId: string, outcome: ScanOutcome): Promise<boolean> => {
    if (outcome.kind === 'shelf') {
      navigate(addressOfShelf(outcome.shelf.id))
      feedback.clear()
      return true
    }
    if (outcome.kind === 'command' && outcome.command === 'done') {
      const { shelf, unexpected } = await check(shelfId)
      const misplaced = unexpected.filter(({ why }) => isPlaceable(why)).map((one) => one.package.id)
      if (misplaced.length > 0) await putThere(shelf, misplaced)
      return misplaced.length > 0
    }
    const parcel = parcelOf(outcome)
    if (parcel) {
      const answer = await seen({ shelfId, packageId: parcel.id, code: null })
      feedback.show(seenAnswer(parcel, answer))
      return true
    }
    const code = codeOf(outcome)?.slice(0, CODE_MOST)
    if (!code) return false
    await seen({ shelfId, packageId: null, code })
    feedback.show(unknownAnswer(code))
    return true
  }

  return (path: string, outcome: ScanOutcome): Promise<boolean> => {
    const shelf = openShelf(path)
    return shelf === null ? onList(outcome) : onShelf(shelf, outcome)
  }
}
