import { Trans } from '@lingui/react/macro'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Note } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { LastRead } from './LastRead.tsx'
import { Scanners } from './Scanners.tsx'
import { PrinterLink, Support } from './Support.tsx'
import { TestCodes } from './TestCodes.tsx'
import { WedgeWizard } from './WedgeWizard.tsx'
import './devices.css'

/** What is connected to this desk, how it behaves, and what to do when it does not. */
export function DevicesScreen() {
  const status = useRoute('scanners.status', {})
  const may = useMay('settings.write')
  return (
    <div className="panel-board">
      <header className="panel-board-head">
        <h1>
          <Trans>Devices</Trans>
        </h1>
        <p className="muted">
          <Trans>What is connected to this desk, and whether it works.</Trans>
        </p>
        {!may && (
          <Note tone="attention">
            <Trans>Your role lets you see the devices but not set them up.</Trans>
          </Note>
        )}
        <ErrorNote error={status.error} />
      </header>
      <div className="panel-board-column">
        {status.data && <Scanners status={status.data} isDisabled={!may} />}
        <WedgeWizard isDisabled={!may} />
        <PrinterLink />
        <Support />
      </div>
      <div className="panel-board-column">
        <LastRead last={status.data?.last ?? null} />
        <TestCodes />
      </div>
    </div>
  )
}
