import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Response } from '../../../../shared/contract/index.ts'
import type { RangeProblem } from '../../../../shared/text/unitRanges.ts'
import { Note, Panel, TextField } from '../../../../ui/index.ts'
import { fieldError } from '../../../parcel/words/fieldProblems.ts'

const PROBLEM_WORDS: Readonly<Record<RangeProblem, MessageDescriptor>> = {
  too_long: msg`longer than a number on a door`,
  too_many: msg`too many: at most 500 at once`,
  no_number: msg`no letter and no digit`,
}

interface RangePreviewProps {
  found: Response<'units.preview'>
  floors: readonly { first: string; floor: string }[]
  error: unknown
  onFloor: (first: string, floor: string) => void
}

/** The groups that would be made, each with its floor to correct, and what would not be. */
export function RangePreview({ found, floors, error, onFloor }: RangePreviewProps) {
  const { i18n, t } = useLingui()
  const said = new Map(floors.map(({ first, floor }) => [first, floor]))
  return (
    <>
      {found.problems.map(({ text, problem }) => (
        <Note key={text} tone="error">
          <Trans>
            <bdi translate="no">{text}</bdi>: {i18n._(PROBLEM_WORDS[problem])}
          </Trans>
        </Note>
      ))}
      {found.existing.length > 0 && (
        <Note tone="known">
          <Plural
            value={found.existing.length}
            one="# is there already and stays as it is:"
            other="# are there already and stay as they are:"
          />{' '}
          <span translate="no">{found.existing.slice(0, 20).join(', ')}</span>
          {found.existing.length > 20 && ' …'}
        </Note>
      )}
      {found.groups.length > 0 && (
        <Panel title={<Trans>What will be added</Trans>}>
          <ul className="stack range-groups" data-gap="small">
            {found.groups.map((group) => (
              <li key={group.first} className="range-group">
                <span className="range-numbers" translate="no">
                  {group.first}
                  {group.count > 1 && ` – ${group.last}`}
                </span>
                <span className="muted">
                  <Plural value={group.count} one="# unit" other="# units" />
                  {group.tower !== null && (
                    <>
                      {' · '}
                      <Trans>Tower {group.tower}</Trans>
                    </>
                  )}
                </span>
                <TextField
                  label={t`Floor of ${group.first}`}
                  value={said.get(group.first) ?? (group.floor === null ? '' : String(group.floor))}
                  onChange={(floor) => onFloor(group.first, floor)}
                  error={fieldError(error, `floor ${group.first}`, i18n)}
                />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
