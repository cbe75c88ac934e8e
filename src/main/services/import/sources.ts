import type { Source } from '../../../shared/import/fields.ts'
import { headingWords } from './columns.ts'
import { templateRow } from './headings.ts'

/** Headings that stand together in no other system's exports. */
const SIGNS: readonly (readonly [Source, readonly string[]])[] = [
  ['own', templateRow('fr')],
  ['own', templateRow('en')],
  ['appfolio', ['Tenant', 'Occupancy ID']],
  ['appfolio', ['Tenant', 'Tenant Status', 'Move In Date']],
  ['resman', ['Resident 1 First Name']],
  ['vantaca', ['AssocCode', 'Account']],
  ['buildium', ['Property', 'Unit number', 'First name', 'Last name']],
  ['yardi', ['First Name', 'Cell Phone', 'Lease From']],
  ['yardi', ['Tenant Code']],
]

/** The system that wrote a file with these headings; null for one that is not known. */
export function sourceOf(headings: readonly string[]): Source | null {
  const known = new Set(headings.map(headingWords))
  return SIGNS.find(([, signs]) => signs.every((sign) => known.has(headingWords(sign))))?.[0] ?? null
}
