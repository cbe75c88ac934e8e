import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Eye, X } from 'lucide-react'
import { NAME_ORDERS } from '../../../shared/import/fields.ts'
import { OCCUPANCY_KINDS } from '../../../shared/people/kinds.ts'
import { Button, Chip, Note, Panel, Select } from '../../../ui/index.ts'
import { formatCount } from '../../../ui/format.ts'
import { OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
import { ColumnRow } from './ColumnRow.tsx'
import { FileFault } from './FileFault.tsx'
import { FormatBar } from './FormatBar.tsx'
import { Repeated } from './Repeated.tsx'
import type { ImportState, Mapping, OpenFile } from './useImport.ts'
import { DATE_WORDS, ORDER_WORDS, SOURCE_WORDS } from './words.ts'

interface ColumnsProps {
  state: ImportState
  file: OpenFile
  mapping: Mapping
  next: () => void
}

const DAY_ORDERS = ['dmy', 'mdy'] as const
const NAMES = new Set(['fullName', 'givenName', 'familyName'])

/** What each column of the file means: found by its heading, and corrected here. */
export function Columns({ state, file, mapping, next }: ColumnsProps) {
  const { i18n, t } = useLingui()
  const used = mapping.uses.flatMap((use) => use?.field ?? [])
  const hasUnit = used.includes('unit')
  const hasName = used.some((field) => NAMES.has(field))
  const twoWays = mapping.uses.map(
    (use, at) => (use?.field === 'from' || use?.field === 'to') && file.columns[at]!.dayFormats.length > 1,
  )
  const asksDays = twoWays.some((asks, at) => asks && mapping.dayFormats[at] === null)
  const several = mapping.uses.some((use) => (use?.person ?? 1) > 1)
  return (
    <div className="stack import" data-gap="large">
      <header className="row spread">
        <div className="stack" data-gap="small">
          <h1>
            <Trans>What the columns mean</Trans>
          </h1>
          <p className="row muted" data-gap="small">
            <bdi translate="no">{state.name}</bdi>
            <Chip>
              <Plural value={file.rows} one="# row" other={`${formatCount(file.rows, i18n.locale)} rows`} />
            </Chip>
            {file.source !== null && (
              <Chip tone="known">
                <Trans>Recognised: {i18n._(SOURCE_WORDS[file.source])}</Trans>
              </Chip>
            )}
            {file.isRemembered && (
              <Chip tone="known">
                <Trans>As the last time</Trans>
              </Chip>
            )}
          </p>
        </div>
        <div className="row">
          <Button icon={X} onPress={state.leave}>
            <Trans>Another file</Trans>
          </Button>
          <Button variant="primary" icon={Eye} isDisabled={!hasUnit || !hasName || asksDays} onPress={next}>
            <Trans>Look at the preview</Trans>
          </Button>
        </div>
      </header>
      <FileFault error={state.error} />
      <Repeated file={file} mapping={mapping} />
      {(!hasUnit || !hasName) && (
        <Note tone="attention">
          <Trans>Say at least which column holds the unit and which the name.</Trans>
        </Note>
      )}
      {asksDays && (
        <Note tone="attention">
          <div className="row spread">
            <Trans>The days can be read in two ways. Say in which order day and month stand.</Trans>
            <Select
              hideLabel
              label={t`How the days are written`}
              placeholder={t`In which order?`}
              value={null}
              onChange={(order) =>
                state.change({ dayFormats: mapping.dayFormats.map((own, at) => (twoWays[at] ? (own ?? order) : own)) })
              }
              options={DAY_ORDERS.map((id) => ({ id, label: i18n._(DATE_WORDS[id]) }))}
            />
          </div>
        </Note>
      )}
      <Panel>
        <FormatBar state={state} file={file} />
        <div className="import-choices">
          <Select
            label={t`Who has no column for it lives here as`}
            value={mapping.kind}
            onChange={(kind) => state.change({ kind })}
            options={OCCUPANCY_KINDS.map((id) => ({ id, label: i18n._(OCCUPANCY_WORDS[id]) }))}
          />
          {used.includes('fullName') && (
            <Select
              label={t`Names without a comma`}
              value={mapping.nameOrder}
              onChange={(nameOrder) => state.change({ nameOrder })}
              options={NAME_ORDERS.map((id) => ({ id, label: i18n._(ORDER_WORDS[id]) }))}
            />
          )}
        </div>
      </Panel>
      <Panel>
        <table className="table import-columns">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Column of the file</Trans>
              </th>
              <th scope="col">
                <Trans>Examples</Trans>
              </th>
              <th scope="col">
                <Trans>Meaning here</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map((column, at) => (
              <ColumnRow
                // Columns may have the same heading: their place is their name.
                // oxlint-disable-next-line react/no-array-index-key
                key={at}
                column={column}
                use={mapping.uses[at] ?? null}
                dayFormat={mapping.dayFormats[at] ?? null}
                several={several}
                onUse={(use) => state.change({ uses: mapping.uses.map((other, n) => (n === at ? use : other)) })}
                onDays={(days) =>
                  state.change({ dayFormats: mapping.dayFormats.map((other, n) => (n === at ? days : other)) })
                }
              />
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  )
}
