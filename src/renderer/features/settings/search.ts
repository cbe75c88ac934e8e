import type { I18n, MessageDescriptor } from '@lingui/core'
import {
  BUILDING_KEYS,
  BUILDING_SETTINGS,
  SECTIONS,
  type BuildingKey,
  type Section,
} from '../../../shared/settings/list.ts'
import { words } from '../../../shared/text/fold.ts'
import { BUILDING_WORDS, SECTION_WORDS } from './words.ts'

export interface Found {
  sections: ReadonlySet<Section>
  /** Of the settings of the building; those of a desk are found with their section. */
  keys: ReadonlySet<BuildingKey>
}

/** Whether each word that is looked for begins a word of the texts. */
function has(i18n: I18n, texts: readonly (MessageDescriptor | undefined)[], wanted: readonly string[]): boolean {
  const said = texts.flatMap((text) => (text ? words(i18n._(text)) : []))
  return wanted.every((word) => said.some((one) => one.startsWith(word)))
}

/** The settings that are meant by what was typed: those whose words begin so; a section that is called so has all of its own. */
export function findSettings(i18n: I18n, typed: string): Found {
  const wanted = words(typed)
  const named = new Set(
    SECTIONS.filter((section) => has(i18n, [SECTION_WORDS[section].label, SECTION_WORDS[section].also], wanted)),
  )
  const keys = BUILDING_KEYS.filter((key) => {
    const { label, help, also } = BUILDING_WORDS[key]
    return named.has(BUILDING_SETTINGS[key].section) || has(i18n, [label, help, also], wanted)
  })
  return { sections: new Set([...named, ...keys.map((key) => BUILDING_SETTINGS[key].section)]), keys: new Set(keys) }
}
