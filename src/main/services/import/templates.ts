import type { Source } from '../../../shared/import/fields.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { templateRow } from './headings.ts'

/** The headings of other systems' exports, as far as they tell of people; those that know no unit get one, which an import needs. */
const TEMPLATES = {
  appfolio: [
    'Unit',
    'Tenant',
    'Tenant Phone Number',
    'Tenant Email',
    'Move In Date',
    'Move Out Date',
    'Tenant Status',
    'Occupancy ID',
    'Tenant ID',
  ],
  buildium: ['Property*', 'Unit number*', 'First name*', 'Last name*', 'Email', 'Mobile phone', 'Home phone'],
  resman: [
    'Unit',
    ...[1, 2, 3].flatMap((at) =>
      ['First Name', 'Middle Name', 'Last Name', 'Phone', 'Email'].map((what) => `Resident ${at} ${what}`),
    ),
    'Move in Date',
  ],
  vantaca: [
    'AssocCode',
    'Account',
    'Unit',
    'FirstName',
    'LastName',
    'SecondaryTenantFirstName',
    'SecondaryTenantLastName',
    'Phone',
    'Email',
    'MoveIn',
    'MoveOut',
  ],
  yardi: [
    'Type',
    'Unit',
    'First Name',
    'Middle Name',
    'Last Name',
    'Work Phone',
    'Cell Phone',
    'Home Phone',
    'Email',
    'Lease From',
    'Lease To',
    'Move-in',
    'Move-out',
    'Emergency Contact 1 Name',
  ],
} as const satisfies Record<Exclude<Source, 'own'>, readonly string[]>

/** The row of headings that a list of a system begins with. */
export const headingsOf = (source: Source, said: Language): readonly string[] =>
  source === 'own' ? templateRow(said) : TEMPLATES[source]
