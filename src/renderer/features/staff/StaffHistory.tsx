import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { ROLES } from '../../../shared/staff/permissions.ts'
import { Changes, type Change } from '../../records/changes/Changes.tsx'
import { ROLE_WORDS } from '../../parcel/words/words.ts'

const COLUMN_WORDS = { display_name: msg`Name`, role: msg`Role`, active: msg`Works here` } as const
const isTold = (column: string): column is keyof typeof COLUMN_WORDS => Object.hasOwn(COLUMN_WORDS, column)

function valueWords(value: Change['from'], i18n: I18n): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? i18n._(msg`yes`) : i18n._(msg`no`)
  const role = ROLES.find((one) => one === value)
  return role ? i18n._(ROLE_WORDS[role]) : String(value)
}

/** Who changed what about a staff member. */
export function StaffHistory({ staffId }: { staffId: string }) {
  const { i18n } = useLingui()
  return (
    <Changes
      about={{ staffId }}
      words={({ column, from, to }) =>
        isTold(column)
          ? { label: i18n._(COLUMN_WORDS[column]), from: valueWords(from, i18n), to: valueWords(to, i18n) }
          : undefined
      }
    />
  )
}
