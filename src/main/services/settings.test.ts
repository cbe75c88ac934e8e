import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts'
import { createSettings, setDevices } from './settings.ts'

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

describe('a printer outside of the building’s network', () => {
  const network = (name: string, anywhere: boolean) =>
    ({ transport: 'network', name, language: 'zpl', anywhere }) as const
  // Bug: a clerk, or a damaged page under their name, sends labels to any address that an administrator never saw.
  it('is allowed by an administrator alone, and for one address', () => {
    const settings = createSettings(fileWith(null))
    setDevices(settings, 'desk', { printer: network('203.0.113.9', true) })
    expect(settings.get().printer.anywhere).toBe(false)
    expect(() => setDevices(settings, 'manager', { printer: network('203.0.113.9', true) })).toThrow('NOT_ALLOWED')
    setDevices(settings, 'admin', { printer: network('203.0.113.9', true) })
    setDevices(settings, 'desk', { printer: network('203.0.113.9', true) })
    expect(settings.get().printer.anywhere).toBe(true)
    setDevices(settings, 'desk', { printer: network('203.0.113.10', true) })
    expect(settings.get().printer).toEqual(network('203.0.113.10', false))
  })
})
