import { Trans } from '@lingui/react/macro'
import { useSettings } from '../../window/desk/useSettings.ts'
import { useMay } from '../../window/data/useMay.ts'
import { Note } from '../../../ui/index.ts'
import { Backups } from './Backups.tsx'
import { Carriers } from './Carriers.tsx'
import { Labels } from './Labels.tsx'
import { Printing } from './Printing.tsx'
import { Project } from './Project.tsx'
import { Shelves } from './Shelves.tsx'
import { Scanner } from './Scanner.tsx'
import { Staff } from './Staff.tsx'
import { ThisDesk } from './ThisDesk.tsx'
import './settings.css'

/** How this desk is set up. Every change takes effect at once. */
export function SettingsScreen() {
  const settings = useSettings()
  const may = useMay('settings.write')
  if (!settings) return null
  return (
    <div className="settings">
      <header className="settings-head">
        <h1>
          <Trans>Settings</Trans>
        </h1>
        <p className="muted">
          <Trans>They belong to this desk and take effect at once.</Trans>
        </p>
        {!may && (
          <Note tone="attention">
            <Trans>Your role lets you see these settings but not change them.</Trans>
          </Note>
        )}
      </header>
      <div className="settings-column">
        <ThisDesk settings={settings} isDisabled={!may} />
        <Labels settings={settings} isDisabled={!may} />
        <Printing settings={settings} isDisabled={!may} />
      </div>
      <div className="settings-column">
        <Scanner settings={settings} isDisabled={!may} />
        <Shelves />
        <Carriers />
        <Staff settings={settings} isDisabled={!may} />
        <Project isDisabled={!may} />
        <Backups />
      </div>
    </div>
  )
}
