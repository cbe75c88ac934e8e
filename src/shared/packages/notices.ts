import type { PackageStatus } from './lifecycle.ts'

export interface NoticeParcel {
  status: PackageStatus
  resident_id: string | null
  deleted_at: string | null
}
export interface WaitingNotice {
  id: string
  resident_id: string | null
  template: string
  state: string
  deleted_at: string | null
  /** Null before the server has numbered it: such a one comes after all others. */
  change_seq: number | null
}

/** The statuses of a parcel whose resident is still to be told. */
export const UNTOLD_STATUSES = ['received', 'on_hold'] as const satisfies readonly PackageStatus[]

/**
 * The notices of a parcel that are still to be sent, from what is true now, whatever each desk thought when it acted: its
 * resident is to be told, it is theirs, and nothing else says the same. The first that was numbered is the one. In SQL this
 * rule stands in migrations/supabase (private.settle_notices) and in services/notices/waits.ts.
 */
export function noticesThatWait<N extends WaitingNotice>(parcel: NoticeParcel, notices: readonly N[]): N[] {
  if (parcel.deleted_at !== null || !(UNTOLD_STATUSES as readonly string[]).includes(parcel.status)) return []
  const theirs = notices
    .filter((n) => n.state === 'waiting' && n.deleted_at === null && n.resident_id === parcel.resident_id)
    .toSorted((a, b) => (a.change_seq ?? Infinity) - (b.change_seq ?? Infinity) || (a.id < b.id ? -1 : 1))
  return theirs.filter((notice, at) => theirs.findIndex(({ template }) => template === notice.template) === at)
}
