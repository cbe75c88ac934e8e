import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts'
import { routes } from '../../shared/contract/index.ts'
import { createSettings, setDevices } from './settings.ts'

const fileWith = (text: string | null) => {
  const file = { text, read: () => file.text, write: (next: string) => void (file.text = next) }
  return file
}

const clock = () => new Date('2026-11-30T15:00:00.000Z')

describe('desk settings', () => {
  it('survive a damaged file and keep the good values beside a bad one', () => {
    expect(createSettings(fileWith('{"language":"e'), clock).get()).toEqual(DEFAULT_SETTINGS)
    const mixed = createSettings(fileWith('{"language":"en","soundVolume":11,"unknown":1}'), clock).get()
    expect(mixed).toEqual({ ...DEFAULT_SETTINGS, language: 'en' })
  })
  it('change only what was set', () => {
    const file = fileWith(null)
    const settings = createSettings(file, clock)
    settings.set({ theme: 'dark' })
    settings.set({ language: 'en' })
    expect(createSettings(file, clock).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', language: 'en' })
  })
})

describe('who set a desk setting', () => {
  // Bug: nobody could say who had changed the size of the labels, and when.
  it('is remembered with the time, also over a restart, and only for what changed', () => {
    const file = fileWith(null)
    const settings = createSettings(file, clock)
    settings.set({ theme: 'dark', soundVolume: DEFAULT_SETTINGS.soundVolume })
    setDevices(settings, { name: 'Hélène', role: 'manager' }, { lockMinutes: 10 })
    const told = {
      theme: { by: '', at: '2026-11-30T15:00:00.000Z' },
      lockMinutes: { by: 'Hélène', at: '2026-11-30T15:00:00.000Z' },
    }
    expect(settings.lastSet()).toEqual(told)
    expect(createSettings(file, clock).lastSet()).toEqual(told)
    expect(createSettings(fileWith('{"lastSet":{"theme":5}}'), clock).lastSet()).toEqual({})
  })

  it('needs a right for what prints and locks, and none for how it looks', () => {
    expect(routes['settings.set'].permission).toBeNull()
    expect(routes['settings.set'].input.safeParse({ lockMinutes: 1 }).success).toBe(false)
    expect(routes['settings.setDevices'].input.safeParse({ theme: 'dark' }).success).toBe(false)
    expect(routes['settings.setDevices'].permission).toBe('settings.write')
  })
})

describe('a printer outside of the building’s network', () => {
  const network = (name: string, anywhere: boolean) =>
    ({ transport: 'network', name, language: 'zpl', anywhere }) as const
  // Bug: a clerk, or a damaged page under their name, sends labels to any address that an administrator never saw.
  it('is allowed by an administrator alone, and for one address', () => {
    const settings = createSettings(fileWith(null), clock)
    setDevices(settings, { name: 'Zoé', role: 'desk' }, { printer: network('203.0.113.9', true) })
    expect(settings.get().printer.anywhere).toBe(false)
    expect(() =>
      setDevices(settings, { name: 'Zoé', role: 'manager' }, { printer: network('203.0.113.9', true) }),
    ).toThrow('NOT_ALLOWED')
    setDevices(settings, { name: 'Zoé', role: 'admin' }, { printer: network('203.0.113.9', true) })
    setDevices(settings, { name: 'Zoé', role: 'desk' }, { printer: network('203.0.113.9', true) })
    expect(settings.get().printer.anywhere).toBe(true)
    setDevices(settings, { name: 'Zoé', role: 'desk' }, { printer: network('203.0.113.10', true) })
    expect(settings.get().printer).toEqual(network('203.0.113.10', false))
  })
})
