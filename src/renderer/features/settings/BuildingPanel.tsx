import type { ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'
import { BUILDING_KEYS, BUILDING_SETTINGS, type BuildingKey, type Section } from '../../../shared/settings/list.ts'
import { Panel } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { BuildingSetting } from './BuildingSetting.tsx'
import { SECTION_WORDS } from './words.ts'

interface BuildingPanelProps {
  section: Section
  /** Those that are looked for. */
  keys: ReadonlySet<BuildingKey>
  children?: ReactNode
}

/** The settings of the building that belong together. */
export function BuildingPanel({ section, keys, children }: BuildingPanelProps) {
  const { i18n } = useLingui()
  const may = useMay('building.write')
  const settings = useRoute('settings.get', {})
  const values = settings.data?.building
  return (
    <Panel title={i18n._(SECTION_WORDS[section].label)}>
      {children}
      <ErrorNote error={settings.error} />
      {values &&
        BUILDING_KEYS.filter((key) => BUILDING_SETTINGS[key].section === section && keys.has(key)).map((key) => (
          <BuildingSetting key={key} settingKey={key} setting={values[key]} may={may} />
        ))}
    </Panel>
  )
}
