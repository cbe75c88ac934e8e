import { useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { BUILDING_SETTINGS, type BuildingKey } from '../../../shared/settings/list.ts'
import { typedOf } from '../../../shared/settings/shapes.ts'
import { ConflictNote, type Conflict } from '../../parcel/conflicts/ConflictNote.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { BUILDING_WORDS, shownValue } from './words.ts'

const isKey = (column: string): column is BuildingKey => Object.hasOwn(BUILDING_SETTINGS, column)
const COLUMN_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  letter: msg`Letter`,
  name: msg`Name`,
  code: msg`Code of the shelf`,
}

/** Settings that two desks changed without seeing each other. */
export function Conflicts() {
  const { data } = useRoute('directory.conflicts', { settings: true })
  return (
    <>
      {data?.map((one) => (
        <Clash key={`${one.eventId} ${one.column}`} one={one} />
      ))}
    </>
  )
}

function Clash({ one }: { one: Conflict }) {
  const { i18n, t } = useLingui()
  const mayBuilding = useMay('building.write')
  const mayShelves = useMay('directory.write')
  const { table, column } = one
  const key = table === 'buildings' && isKey(column) ? column : null
  const words = key ? BUILDING_WORDS[key].label : COLUMN_WORDS[column]
  if (!words) return null
  const said = (value: Conflict['stands']) => {
    const text =
      value === null
        ? ''
        : key
          ? shownValue(key, typedOf(BUILDING_SETTINGS[key].shape, String(value)), i18n)
          : String(value)
    return text || t`nothing`
  }
  return (
    <ConflictNote
      one={one}
      label={table === 'buildings' ? i18n._(words) : `${i18n._(words)} (${one.subject?.name ?? ''})`}
      said={said}
      may={table === 'shelves' ? mayShelves : mayBuilding}
    />
  )
}
