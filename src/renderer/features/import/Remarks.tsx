import { Trans, useLingui } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { PROBLEM_WORDS } from './words.ts'

type Remark = Response<'import.preview'>['remarks'][number]

/** Cells whose value is not sure: nothing of them is kept, the rest of their row is. */
export function Remarks({ rows, total }: { rows: readonly Remark[]; total: number }) {
  const { i18n } = useLingui()
  if (total === 0)
    return (
      <p className="muted">
        <Trans>Every cell could be read.</Trans>
      </p>
    )
  return (
    <div className="rows import-remarks">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Line</Trans>
            </th>
            <th scope="col">
              <Trans>Column</Trans>
            </th>
            <th scope="col">
              <Trans>Cell</Trans>
            </th>
            <th scope="col">
              <Trans>Why it is left aside</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, column, problem, value }) => (
            <tr key={`${line} ${column}`}>
              <td>{line}</td>
              <td translate="no">{column}</td>
              <td translate="no">
                <bdi className="import-value">{value}</bdi>
              </td>
              <td>{i18n._(PROBLEM_WORDS[problem])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && (
        <p className="muted">
          <Trans>
            These are the first {i18n.number(rows.length)} of {i18n.number(total)}.
          </Trans>
        </p>
      )}
    </div>
  )
}
