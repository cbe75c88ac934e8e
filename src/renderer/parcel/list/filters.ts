import type { PackageFilter } from '../../../shared/contract/packages.ts'
import { OVERDUE_DAYS } from '../../../shared/packages/age.ts'
import {
  PACKAGE_STATUSES,
  TERMINAL_STATUSES,
  WAITING_STATUSES,
  type PackageStatus,
} from '../../../shared/packages/lifecycle.ts'

export const VIEWS = ['waiting', 'unassigned', 'on_hold', 'overdue', 'left', 'lost', 'all'] as const
export type View = (typeof VIEWS)[number]
export type Sort = 'oldest' | 'newest' | 'unit'
export const AGES = [0, 1, 3, 7, 14] as const

export interface Filters {
  view: View
  /** One state of those that the view shows; '' is all of them. */
  status: PackageStatus | ''
  /** A unit's number, or how it begins. */
  unit: string
  text: string
  minAgeDays: number
  /** '' is every carrier. */
  carrier: string
  sort: Sort
}

export const NO_FILTERS: Filters = {
  view: 'waiting',
  status: '',
  unit: '',
  text: '',
  minAgeDays: 0,
  carrier: '',
  sort: 'newest',
}

const STATUSES: Record<View, readonly PackageStatus[] | null> = {
  waiting: WAITING_STATUSES,
  unassigned: WAITING_STATUSES,
  on_hold: ['on_hold'],
  overdue: WAITING_STATUSES,
  left: TERMINAL_STATUSES,
  lost: ['lost'],
  all: null,
}

/** The states that a view shows. */
export const statusesOf = (view: View): readonly PackageStatus[] => STATUSES[view] ?? PACKAGE_STATUSES

/** Another view, with the chosen state kept where that view shows it. */
export const inView = (filters: Filters, view: View): Filters => ({
  ...filters,
  view,
  status: filters.status !== '' && statusesOf(view).includes(filters.status) ? filters.status : '',
})

/** What main is asked for. */
export function toFilter(filters: Filters): PackageFilter {
  const statuses = filters.status === '' ? STATUSES[filters.view] : [filters.status]
  const age = Math.max(filters.minAgeDays, filters.view === 'overdue' ? OVERDUE_DAYS : 0)
  const text = filters.text.trim()
  const unit = filters.unit.trim()
  return {
    ...(statuses && { statuses: [...statuses] }),
    ...(filters.view === 'unassigned' && { unassigned: true }),
    ...(age > 0 && { minAgeDays: age }),
    ...(filters.carrier !== '' && { carrier: filters.carrier }),
    ...(unit !== '' && { unit }),
    ...(text !== '' && { text }),
  }
}

/** True when something besides the view narrows the list: an empty list then offers to clear it. */
export const isNarrowed = (filters: Filters): boolean =>
  filters.status !== '' ||
  filters.unit.trim() !== '' ||
  filters.text.trim() !== '' ||
  filters.minAgeDays > 0 ||
  filters.carrier !== ''

/** The same view with nothing else narrowing it. */
export const cleared = (filters: Filters): Filters => ({ ...NO_FILTERS, view: filters.view, sort: filters.sort })
