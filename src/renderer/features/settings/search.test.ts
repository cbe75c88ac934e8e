import { setupI18n } from '@lingui/core'
import { describe, expect, it } from 'vitest'
import { BUILDING_KEYS, BUILDING_SETTINGS, SECTIONS } from '../../../shared/settings/list.ts'
import { messages as en } from '../../window/i18n/locales/en.po'
import { messages as fr } from '../../window/i18n/locales/fr.po'
import { findSettings } from './search.ts'
import { BUILDING_WORDS, SECTION_WORDS } from './words.ts'

const english = setupI18n({ locale: 'en', messages: { en } })
const french = setupI18n({ locale: 'fr', messages: { fr } })

describe('a search of the settings', () => {
  // Bug: who did not know in which part a setting stands read the whole screen.
  it('finds a setting by how its words begin, in the language of the screen, without accents', () => {
    for (const i18n of [english, french]) {
      const { keys, sections } = findSettings(i18n, 'gr')
      expect([...keys]).toEqual(['notice_grace_minutes'])
      expect([...sections]).toEqual(['notices'])
    }
    expect([...findSettings(french, 'delai grace').keys]).toEqual(['notice_grace_minutes'])
    expect([...findSettings(english, 'night').keys]).toEqual(['quiet_hours'])
    expect([...findSettings(french, 'téléph').keys]).toEqual(['country', 'privacy_contact'])
  })

  it('finds a whole part by its name, or by what stands in it', () => {
    expect([...findSettings(english, 'law 25').sections]).toEqual(['retention', 'privacy'])
    expect(findSettings(english, 'law 25').keys.size).toBe(8)
    expect([...findSettings(english, 'lock').sections]).toEqual(['staff'])
    expect([...findSettings(french, 'sombre').sections]).toEqual(['desk'])
  })

  it('finds all for nothing, and nothing for what there is not', () => {
    expect(findSettings(english, ' ').sections.size).toBe(SECTIONS.length)
    expect(findSettings(english, '').keys.size).toBe(BUILDING_KEYS.length)
    expect(findSettings(english, 'qqq').sections.size).toBe(0)
  })

  it('finds each setting and each part by its own name', () => {
    for (const i18n of [english, french]) {
      for (const key of BUILDING_KEYS) {
        const found = findSettings(i18n, i18n._(BUILDING_WORDS[key].label))
        expect([key, found.keys.has(key), found.sections.has(BUILDING_SETTINGS[key].section)]).toEqual([
          key,
          true,
          true,
        ])
      }
      for (const section of SECTIONS)
        expect(findSettings(i18n, i18n._(SECTION_WORDS[section].label)).sections).toContain(section)
    }
  })
})
