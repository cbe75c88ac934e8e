import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileDown, FolderOpen, Upload } from 'lucide-react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button, Panel, Select } from '../../../ui/index.ts'
import { SOURCES, type Source } from '../../../shared/import/fields.ts'
import { useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { saveFile } from '../../messages/saveFile.ts'
import { FileFault } from './FileFault.tsx'
import { SOURCE_WORDS } from './words.ts'
import type { ImportState } from './useImport.ts'

const OURS_FIRST = SOURCES.toSorted((a, b) => Number(b === 'own') - Number(a === 'own'))
const ENDINGS = ['.csv', '.txt', '.tsv', '.xlsx']

/** The file to import: chosen, or dropped. */
export function ChooseFile({ state, chosen }: { state: ImportState; chosen: () => void }) {
  const { i18n, t } = useLingui()
  const [source, setSource] = useState<Source>('own')
  const template = useSend('import.template', { onSuccess: saveFile })
  const take = (file: File | undefined) => {
    if (!file) return
    chosen()
    void state.choose(file)
  }
  return (
    <Panel
      title={<Trans>Import people</Trans>}
      actions={
        <div className="row import-template">
          <Select
            label={t`Template of`}
            value={source}
            onChange={setSource}
            options={OURS_FIRST.map((one) => ({ id: one, label: i18n._(SOURCE_WORDS[one]) }))}
          />
          <Button
            icon={FileDown}
            isPending={template.isPending}
            onPress={() => template.mutate({ format: 'xlsx', source })}
          >
            <Trans>Empty template</Trans>
          </Button>
        </div>
      }
    >
      <DropZone
        aria-label={t`Drop a file here`}
        className="import-drop"
        getDropOperation={() => 'copy'}
        onDrop={({ items }) => {
          const dropped = items.find((item) => item.kind === 'file')
          if (dropped) void dropped.getFile().then(take)
        }}
      >
        <Upload size={40} strokeWidth={1.5} aria-hidden />
        <p>
          <Trans>Drop the export of your present system here, as CSV or as an Excel workbook.</Trans>
        </p>
        <FileTrigger acceptedFileTypes={ENDINGS} onSelect={(files) => take(files?.[0])}>
          <Button variant="primary" size="large" icon={FolderOpen} isPending={state.isReading}>
            <Trans>Choose a file…</Trans>
          </Button>
        </FileTrigger>
      </DropZone>
      <FileFault error={state.error} />
      <ErrorNote error={template.error} />
      <ul className="import-facts">
        <li>
          <Trans>Nothing changes before you have looked at a preview, and F9 takes all of it back.</Trans>
        </li>
        <li>
          <Trans>
            Exports of AppFolio, Buildium, ResMan, Vantaca and Yardi are recognised; others are mapped once.
          </Trans>
        </li>
        <li>
          <Trans>Dates of birth, social insurance numbers, bank details and identity documents are never kept.</Trans>
        </li>
      </ul>
    </Panel>
  )
}
