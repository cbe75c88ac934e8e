import { useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { BUILDING_SETTINGS, type BuildingKey } from '../../../shared/settings/list.ts'
import { typedOf } from '../../../shared/settings/shapes.ts'
import { ConflictNotes, type Conflict } from '../../records/conflicts/ConflictNotes.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { ownTextNames } from './texts/names.ts'
import { BUILDING_WORDS, shownValue } from './words.ts'

const isKey = (column: string): column is BuildingKey => Object.hasOwn(BUILDING_SETTINGS, column)
const COLUMN_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  letter: msg`Letter`,
  name: msg`Name`,
  code: msg`Code of the shelf`,
  notice_texts: msg`Texts of notices`,
  capacity: msg`Holds at most`,
  takes: msg`What it is for`,
}

/** Settings that two desks changed without seeing each other. */
export function Conflicts() {
  const { i18n, t } = useLingui()
  const mayBuilding = useMay('building.write')
  const mayShelves = useMay('directory.write')
  return (
    <ConflictNotes
      about={{ settings: true }}
      words={({ table, column, subject }) => {
        const key = table === 'buildings' && isKey(column) ? column : null
        const words = key ? BUILDING_WORDS[key].label : COLUMN_WORDS[column]
        if (!words) return undefined
        const said = (value: Conflict['stands']) => {
          if (value === null) return t`nothing`
          if (column === 'notice_texts') return ownTextNames(String(value), i18n) || t`all as usual`
          const text = key ? shownValue(key, typedOf(BUILDING_SETTINGS[key].shape, String(value)), i18n) : String(value)
          return text || t`nothing`
        }
        const label = table === 'buildings' ? i18n._(words) : `${i18n._(words)} (${subject?.name ?? ''})`
        return { label, said, may: table === 'shelves' ? mayShelves : mayBuilding }
      }}
    />
  )
}
