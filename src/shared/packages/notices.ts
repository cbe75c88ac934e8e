import { WAITING_STATUSES, type PackageStatus } from './lifecycle.ts'

export interface NoticeParcel {
  status: PackageStatus
  resident_id: string | null
  deleted_at: string | null
}
export interface WaitingNotice {
  id: string
  resident_id: string | null
  kind: string
  step: number
  again_of: string | null
  state: string
  deleted_at: string | null
  /** Null before the server has numbered it: such a one comes after all others. */
  change_seq: number | null
}

/** The statuses of a parcel whose resident is still to be told that it arrived. */
export const UNTOLD_STATUSES = ['received', 'on_hold'] as const satisfies readonly PackageStatus[]

/** Another try, a reminder and a word about a problem are wanted as long as the parcel is here. */
const isWanted = ({ kind, again_of }: WaitingNotice, status: PackageStatus): boolean => {
  const statuses: readonly PackageStatus[] =
    kind === 'arrived' && again_of === null ? UNTOLD_STATUSES : WAITING_STATUSES
  return statuses.includes(status)
}
const saysTheSame = (a: WaitingNotice, b: WaitingNotice): boolean =>
  a.kind === b.kind && a.step === b.step && a.again_of === b.again_of

/**
 * The notices of a parcel that are still to be sent, from what is true now, whatever each desk thought when it acted: its
 * resident is to be told, it is theirs, and nothing else says the same. The first that was numbered is the one. In SQL this
 * rule stands in migrations/supabase (private.settle_notices) and in services/parcel/noticeWaits.ts.
 */
export function noticesThatWait<N extends WaitingNotice>(parcel: NoticeParcel, notices: readonly N[]): N[] {
  if (parcel.deleted_at !== null) return []
  const theirs = notices
    .filter(
      (n) =>
        n.state === 'waiting' &&
        n.deleted_at === null &&
        n.resident_id === parcel.resident_id &&
        isWanted(n, parcel.status),
    )
    .toSorted((a, b) => (a.change_seq ?? Infinity) - (b.change_seq ?? Infinity) || (a.id < b.id ? -1 : 1))
  return theirs.filter((notice, at) => theirs.findIndex((other) => saysTheSame(other, notice)) === at)
}
