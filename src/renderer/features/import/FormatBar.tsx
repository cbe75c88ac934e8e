import { Trans, useLingui } from '@lingui/react/macro'
import { ENCODINGS, SEPARATORS } from '../../../shared/import/file.ts'
import { Select } from '../../../ui/index.ts'
import type { ImportState, OpenFile } from './useImport.ts'
import { ENCODING_WORDS, SEPARATOR_WORDS } from './words.ts'

const HEADING_LINES = Array.from({ length: 12 }, (_, n) => n + 1)

/** How the file was understood, and how it may be corrected. */
export function FormatBar({ state, file }: { state: ImportState; file: OpenFile }) {
  const { i18n, t } = useLingui()
  const { format, headingLine } = file
  const lines = HEADING_LINES.includes(headingLine) ? HEADING_LINES : [...HEADING_LINES, headingLine]
  return (
    <fieldset className="import-choices" aria-label={t`How the file is read`}>
      {format.kind === 'text' ? (
        <>
          <Select
            label={<Trans>Letters</Trans>}
            value={format.encoding}
            onChange={(encoding) => state.readAgain({ encoding })}
            options={ENCODINGS.map((id) => ({ id, label: i18n._(ENCODING_WORDS[id]) }))}
          />
          <Select
            label={<Trans>Separator</Trans>}
            value={format.separator}
            onChange={(separator) => state.readAgain({ separator })}
            options={SEPARATORS.map((id) => ({ id, label: i18n._(SEPARATOR_WORDS[id]) }))}
          />
        </>
      ) : (
        <Select
          label={<Trans>Sheet</Trans>}
          value={format.sheet}
          onChange={(sheet) => state.readAgain({ sheet })}
          options={format.sheets.map((id) => ({ id, label: id }))}
        />
      )}
      <Select
        label={<Trans>Headings in line</Trans>}
        value={String(headingLine)}
        onChange={(line) => state.readAgain({ headingLine: Number(line) })}
        options={lines.map((line) => ({ id: String(line), label: String(line) }))}
      />
    </fieldset>
  )
}
