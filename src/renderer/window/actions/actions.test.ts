import { describe, expect, it, vi } from 'vitest'
import { createBaseActions, type BasePorts } from './base.ts'
import { ofScreen, screenKeys } from './screens.ts'
import { isSafeShortcut, shortcutOf } from './shortcut.ts'
import { createActions } from './store.ts'

const ports = (): BasePorts => ({
  go: vi.fn<BasePorts['go']>(),
  printAgain: vi.fn<() => void>(),
  saveLogState: vi.fn<() => void>(),
  undoLast: vi.fn<() => void>(),
  redoLast: vi.fn<() => void>(),
  back: vi.fn<() => void>(),
  switchLanguage: vi.fn<() => void>(),
  cycleTheme: vi.fn<() => void>(),
  focusSearch: vi.fn<() => void>(),
  showShortcuts: vi.fn<() => void>(),
  switchPerson: vi.fn<() => void>(),
  lock: vi.fn<() => void>(),
  togglePrivacy: vi.fn<() => void>(),
  isOpen: () => true,
  backToReady: vi.fn<() => void>(),
})

const press = (init: Partial<KeyboardEvent>) =>
  shortcutOf({ key: '', code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...init })

describe('the list of actions', () => {
  const actions = createBaseActions(ports())

  it('never gives two actions one name or one key', () => {
    const ids = actions.map(({ id }) => id)
    const keys = actions.flatMap(({ shortcut }) => shortcut ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('uses no key that a person or a gun types', () => {
    for (const { shortcut } of actions) if (shortcut) expect(isSafeShortcut(shortcut), shortcut).toBe(true)
    for (const typed of ['A', 'Shift+A', '1', 'Enter', 'Tab', 'Alt+1']) expect(isSafeShortcut(typed), typed).toBe(false)
    // What guns send for carriage return, line feed and tab.
    for (const control of ['Ctrl+M', 'Ctrl+J', 'Ctrl+I']) expect(isSafeShortcut(control), control).toBe(false)
  })
})

describe('the keys that the help tells', () => {
  // Bug: Esc stood twice in the help with two meanings, and the keys of other screens were missing.
  it('are each told once for a place, and mean one thing there', () => {
    const general = createBaseActions(ports()).flatMap(({ shortcut }) =>
      shortcut === 'Escape' ? [] : (shortcut ?? []),
    )
    for (const place of ['intake', 'handover', 'messages', 'lists'] as const) {
      const keys = [...general, ...screenKeys().flatMap((key) => (key.place === place ? key.shortcut : []))]
      expect(new Set(keys).size, place).toBe(keys.length)
    }
  })

  it('are the keys that the screens have', () => {
    for (const { id, shortcut, label } of screenKeys()) expect(ofScreen(id)).toMatchObject({ id, shortcut, label })
    expect(ofScreen('intake.pile').shortcut).toBe('Shift+F2')
  })
})

describe('shortcutOf', () => {
  it('names keys the same under every keyboard layout', () => {
    expect(press({ key: 'K', code: 'KeyK', ctrlKey: true })).toBe('Ctrl+K')
    expect(press({ key: 'F8', code: 'F8', shiftKey: true })).toBe('Shift+F8')
    expect(press({ key: 'Escape', code: 'Escape' })).toBe('Escape')
  })
})

describe('createActions', () => {
  it('runs what a menu names and refuses what is unknown', () => {
    const made = ports()
    const store = createActions(createBaseActions(made))
    expect(store.run('go.waiting')).toBe(true)
    expect(made.go).toHaveBeenCalledWith('/waiting')
    expect(store.run('no.such')).toBe(false)
  })

  it('lets a screen take a key while it stands, and gives it back after', () => {
    const made = ports()
    const store = createActions(createBaseActions(made))
    const perform = vi.fn<() => void>()
    const [first] = createBaseActions(ports())
    const leave = store.add([{ ...first!, id: 'mine', shortcut: 'Escape', perform }])
    store.press('Escape')
    expect(made.backToReady).not.toHaveBeenCalled()
    leave()
    store.press('Escape')
    expect(perform).toHaveBeenCalledOnce()
    expect(made.backToReady).toHaveBeenCalledOnce()
  })

  it('leaves a key to others while its action is not enabled', () => {
    const [first] = createBaseActions(ports())
    const store = createActions([{ ...first!, shortcut: 'F2', enabled: () => false }])
    expect(store.press('F2')).toBe(false)
  })
})
