import { useRef, useState, type ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Building2, MonitorCog, SearchX } from 'lucide-react'
import { SECTIONS, type Section } from '../../../shared/settings/list.ts'
import { Button, EmptyState, Note, SearchField } from '../../../ui/index.ts'
import { useBeginHere } from '../../window/desk/useBeginHere.ts'
import { useSettings } from '../../window/desk/useSettings.ts'
import { useMay } from '../../window/data/useMay.ts'
import { AuditLog } from './AuditLog.tsx'
import { Backups } from './Backups.tsx'
import { BuildingPanel } from './BuildingPanel.tsx'
import { Carriers } from './Carriers.tsx'
import { Conflicts } from './Conflicts.tsx'
import { Desks } from './Desks.tsx'
import { Labels } from './Labels.tsx'
import { Printing } from './Printing.tsx'
import { ReadyLink } from './ReadyLink.tsx'
import { PrivacyLink } from './PrivacyLink.tsx'
import { Project } from './Project.tsx'
import { Shelves } from './Shelves.tsx'
import { Scanner } from './Scanner.tsx'
import { Staff } from './Staff.tsx'
import { TextsLink } from './TextsLink.tsx'
import { ThisDesk } from './ThisDesk.tsx'
import { TryNotices } from './TryNotices.tsx'
import { useAskedSection } from './useAskedSection.ts'
import { findSettings } from './search.ts'
import './settings.css'

const OF_DESK = ['desk', 'labels', 'printer', 'scanner', 'staff', 'audit'] as const satisfies readonly Section[]

/** How this desk and the building are set up. Every change takes effect at once. */
export function SettingsScreen() {
  const { i18n, t } = useLingui()
  const settings = useSettings()
  const mayDesk = useMay('settings.write')
  const mayBuilding = useMay('building.write')
  const [typed, setTyped] = useState('')
  // In the language in which it was typed: another one takes away no form that is open.
  const [{ sections, keys }, setFound] = useState(() => findSettings(i18n, ''))
  const seek = (text: string) => {
    setTyped(text)
    setFound(findSettings(i18n, text))
  }
  const search = useRef<HTMLInputElement>(null)
  useBeginHere(search)
  useAskedSection()
  if (!settings) return null
  const isSought = typed.trim() !== ''
  const props = { settings, isDisabled: !mayDesk }
  const panels: Readonly<Record<Section, ReactNode>> = {
    desk: <ThisDesk {...props} />,
    labels: <Labels {...props} />,
    printer: <Printing {...props} />,
    scanner: <Scanner {...props} />,
    staff: <Staff {...props} />,
    building: (
      <BuildingPanel section="building" keys={keys}>
        <ReadyLink />
      </BuildingPanel>
    ),
    desks: <Desks />,
    shelves: <Shelves />,
    notices: (
      <BuildingPanel section="notices" keys={keys}>
        <TextsLink />
        <TryNotices />
      </BuildingPanel>
    ),
    reminders: (
      <BuildingPanel section="reminders" keys={keys}>
        <p className="muted">
          <Trans>
            Each parcel has its own reminders, until it is handed over. After the last one it stays on the waiting list:
            nothing is ever given up by itself.
          </Trans>
        </p>
      </BuildingPanel>
    ),
    retention: (
      <BuildingPanel section="retention" keys={keys}>
        <p className="muted">
          <Trans>
            These times are the rule of the building. The program erases nothing by itself yet: a manager erases by
            hand, one person at a time, on their page under “What is kept about them”.
          </Trans>
        </p>
      </BuildingPanel>
    ),
    privacy: (
      <BuildingPanel section="privacy" keys={keys}>
        <PrivacyLink />
      </BuildingPanel>
    ),
    carriers: <Carriers />,
    audit: <AuditLog />,
    backups: <Backups />,
    project: <Project isDisabled={!mayDesk} />,
  }
  const isOfDesk = (section: Section): boolean => (OF_DESK as readonly Section[]).includes(section)
  const column = (title: ReactNode, shown: readonly Section[]) =>
    shown.length > 0 && (
      <div className="panel-board-column">
        <p className="settings-of">{title}</p>
        {shown.map((section) => (
          <div key={section} id={`settings-${section}`}>
            {panels[section]}
          </div>
        ))}
      </div>
    )
  const shown = SECTIONS.filter((section) => sections.has(section))
  return (
    <div className="panel-board">
      <header className="panel-board-head settings-head">
        <h1>
          <Trans>Settings</Trans>
        </h1>
        <SearchField
          isHome
          label={t`Search the settings`}
          placeholder={t`Search: grace period, label, language…`}
          inputRef={search}
          value={typed}
          onChange={seek}
        />
        <p className="muted" aria-live="polite">
          {isSought ? (
            <Plural value={shown.length} one="# group of settings found" other="# groups of settings found" />
          ) : (
            <Trans>Every change takes effect at once.</Trans>
          )}
        </p>
        {!mayDesk ? (
          <Note tone="attention">
            <Trans>Your role lets you see these settings but not change them.</Trans>
          </Note>
        ) : (
          !mayBuilding && (
            <Note tone="known">
              <Trans>What belongs to the whole building is changed by a manager or an administrator.</Trans>
            </Note>
          )
        )}
        <Conflicts />
      </header>
      {shown.length === 0 && (
        <EmptyState icon={SearchX} title={<Trans>No setting is called like that</Trans>}>
          <Button onPress={() => seek('')}>
            <Trans>Show all settings</Trans>
          </Button>
        </EmptyState>
      )}
      {column(
        <>
          <MonitorCog size={18} aria-hidden /> <Trans>This desk only</Trans>
        </>,
        shown.filter(isOfDesk),
      )}
      {column(
        <>
          <Building2 size={18} aria-hidden /> <Trans>Whole building</Trans>
        </>,
        shown.filter((section) => !isOfDesk(section)),
      )}
    </div>
  )
}
