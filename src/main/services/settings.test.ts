import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/contract/desk.ts'
import { createSettings } from './settings.ts'

const fileWith = (text: string | null) => {
  const file = { text, read: () => file.text, write: (next: string) => void (file.text = next) }
  return file
}

describe('desk settings', () => {
  it('survive a damaged file and keep the good values beside a bad one', () => {
    expect(createSettings(fileWith('{"language":"e')).get()).toEqual(DEFAULT_SETTINGS)
    const mixed = createSettings(fileWith('{"language":"en","soundVolume":11,"unknown":1}')).get()
    expect(mixed).toEqual({ ...DEFAULT_SETTINGS, language: 'en' })
  })
  it('change only what was set', () => {
    const file = fileWith(null)
    const settings = createSettings(file)
    settings.set({ theme: 'dark' })
    settings.set({ language: 'en' })
    expect(createSettings(file).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', language: 'en' })
  })
})
