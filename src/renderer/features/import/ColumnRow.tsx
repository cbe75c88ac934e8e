import { Trans, useLingui } from '@lingui/react/macro'
import { Ban } from 'lucide-react'
import {
  IMPORT_FIELDS,
  ROW_FIELDS,
  ROW_PERSONS,
  type ColumnUse,
  type DateFormat,
} from '../../../shared/import/fields.ts'
import { Chip, Select } from '../../../ui/index.ts'
import type { OpenFile } from './useImport.ts'
import { DATE_WORDS, FIELD_WORDS } from './words.ts'

interface ColumnRowProps {
  column: OpenFile['columns'][number]
  use: ColumnUse
  dayFormat: DateFormat | null
  /** The rows of this file hold several persons. */
  several: boolean
  onUse: (use: ColumnUse) => void
  onDays: (format: DateFormat) => void
}

const ASIDE = 'aside'
const PERSONS = Array.from({ length: ROW_PERSONS }, (_, n) => String(n + 1))

/** One column: its heading, examples, and what it means here. */
export function ColumnRow({ column, use, dayFormat, several, onUse, onDays }: ColumnRowProps) {
  const { i18n, t } = useLingui()
  const { heading } = column
  const isDay = use?.field === 'from' || use?.field === 'to'
  return (
    <tr data-aside={use === null || undefined}>
      <th scope="row" translate="no">
        {heading === '' ? <span className="muted">–</span> : heading}
      </th>
      <td translate="no" className="import-samples">
        {column.samples.map((sample) => (
          <bdi key={sample}>{sample}</bdi>
        ))}
      </td>
      <td>
        {column.isForbidden ? (
          <Chip tone="attention" icon={Ban}>
            <Trans>Never kept: not read any further</Trans>
          </Chip>
        ) : (
          <div className="import-meaning">
            <Select
              hideLabel
              label={t`Meaning of ${heading}`}
              value={use?.field ?? ASIDE}
              onChange={(field) =>
                onUse(field === ASIDE ? null : { field, person: ROW_FIELDS.has(field) ? 1 : (use?.person ?? 1) })
              }
              options={[
                { id: ASIDE, label: t`Leave aside` },
                ...IMPORT_FIELDS.map((id) => ({ id, label: i18n._(FIELD_WORDS[id]) })),
              ]}
            />
            {several && use && !ROW_FIELDS.has(use.field) && (
              <Select
                hideLabel
                label={t`Which person of the row`}
                value={String(use.person)}
                onChange={(person) => onUse({ ...use, person: Number(person) })}
                options={PERSONS.map((id) => ({ id, label: t`Person ${id}` }))}
              />
            )}
            {isDay && column.dayFormats.length !== 1 && (
              <Select
                hideLabel
                label={t`How the days are written`}
                placeholder={t`In which order?`}
                value={dayFormat}
                onChange={onDays}
                options={(column.dayFormats.length > 0 ? column.dayFormats : (['ymd', 'dmy', 'mdy'] as const)).map(
                  (id) => ({
                    id,
                    label: i18n._(DATE_WORDS[id]),
                  }),
                )}
              />
            )}
          </div>
        )}
      </td>
    </tr>
  )
}
