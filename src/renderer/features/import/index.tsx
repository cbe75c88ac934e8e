import { useLayoutEffect, useState } from 'react'
import { Trans } from '@lingui/react/macro'
import { useMay } from '../../window/data/useMay.ts'
import { showFromTop } from '../../window/desk/showFromTop.ts'
import { Note } from '../../../ui/index.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { Columns } from './Columns.tsx'
import { Exports } from './Exports.tsx'
import { Preview } from './Preview.tsx'
import { useImport } from './useImport.ts'
import './import.css'

/** Lists of people in and out: an export of another system becomes the directory, and the directory becomes a file. */
export function ImportScreen() {
  const mayWrite = useMay('directory.write')
  const mayExport = useMay('data.export')
  const state = useImport()
  const [step, setStep] = useState<'columns' | 'preview'>('columns')
  const { file, mapping } = state
  useLayoutEffect(showFromTop, [file === null, step])
  if (file && mapping && step === 'preview')
    return <Preview state={state} mapping={mapping} back={() => setStep('columns')} />
  if (file && mapping) return <Columns state={state} file={file} mapping={mapping} next={() => setStep('preview')} />
  return (
    <div className="stack import" data-gap="large">
      <h1>
        <Trans>Import and export</Trans>
      </h1>
      {!mayWrite && !mayExport && (
        <Note tone="attention">
          <Trans>Managers and administrators import and export lists. Ask one of them.</Trans>
        </Note>
      )}
      {mayWrite && (
        <ChooseFile
          state={state}
          chosen={() => {
            setStep('columns')
          }}
        />
      )}
      {mayExport && <Exports />}
    </div>
  )
}
