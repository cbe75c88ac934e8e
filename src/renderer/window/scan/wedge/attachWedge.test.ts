import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_WEDGE_SETTINGS } from '../../../../shared/wedge/settings.ts'
import { burst, keyDown } from '../../../../shared/wedge/testing.ts'
import type { KeyDown, WedgeScan } from '../../../../shared/wedge/types.ts'
import { attachWedge } from './attachWedge.ts'

/** The least of a page that the binding needs. The real thing is proven in Electron, with real keys. */
function fakePage(accepts = /./u) {
  const listeners = new Map<string, (event: object) => void>()
  const seen: string[] = []
  let timer: { run: () => void; at: number } | null = null
  let clock = 0
  const field = {
    tagName: 'INPUT',
    type: 'text',
    isConnected: true,
    value: '',
    selectionStart: 0,
    selectionEnd: 0,
    setSelectionRange: (start: number, end: number) =>
      Object.assign(field, { selectionStart: start, selectionEnd: end }),
    dispatchEvent: (event: { type: string; key?: string }) => {
      seen.push(`${event.type}:${event.key ?? ''}`)
      // What the field hears, the window heard first: a replayed key must not be taken for the gun's.
      listeners.get(event.type)?.({ ...event, isTrusted: false })
      return true
    },
    matches: () => false,
    ownerDocument: null as unknown,
  }
  const write = (text: string) => {
    const { value, selectionStart: start, selectionEnd: end } = field
    field.value = value.slice(0, start) + text + value.slice(end)
    field.setSelectionRange(start + text.length, start + text.length)
  }
  const document = {
    activeElement: field,
    body: field,
    execCommand: (command: string, _ui: boolean, text: string) => write(command === 'insertText' ? text : ''),
  }
  field.ownerDocument = document
  const win = {
    document,
    addEventListener: (type: string, run: (event: object) => void) => listeners.set(type, run),
    removeEventListener: (type: string) => listeners.delete(type),
  }
  const runTimers = (until: number) => {
    while (timer && timer.at <= until) {
      const { run, at } = timer
      clock = at
      timer = null
      run()
    }
    clock = Math.max(clock, until)
  }
  const fire = (type: string, key: KeyDown) => {
    const event = { blocked: false }
    listeners.get(type)?.({
      ...key,
      isTrusted: true,
      shiftKey: key.shift,
      ctrlKey: key.ctrl,
      altKey: key.alt,
      metaKey: key.meta,
      isComposing: key.composing,
      timeStamp: key.t,
      getModifierState: () => false,
      preventDefault: () => (event.blocked = true),
      stopImmediatePropagation: () => {},
    })
    return event.blocked
  }
  const press = (key: KeyDown) => {
    runTimers(key.t)
    const blocked = fire('keydown', key)
    if (!blocked) seen.push(`keydown:${key.key}`)
    if (!blocked && key.key.length === 1 && accepts.test(key.key)) write(key.key)
    if (!fire('keyup', key)) seen.push(`keyup:${key.key}`)
  }
  const timers = {
    set: (run: () => void, ms: number) => (timer = { run, at: clock + ms }),
    clear: () => (timer = null),
  }
  return { win: win as unknown as Window, field, seen, press, runTimers, timers, now: () => clock, listeners }
}

type Page = ReturnType<typeof fakePage>

function attach(page: Page, onScan: (scan: WedgeScan) => void) {
  const { timers, now } = page
  return attachWedge(page.win, { getSettings: () => DEFAULT_WEDGE_SETTINGS, onScan, timers, now })
}

beforeEach(() => {
  for (const name of ['KeyboardEvent', 'InputEvent'])
    vi.stubGlobal(name, function (this: object, type: string, init: object) {
      Object.assign(this, init, { type })
    })
})
afterEach(() => vi.unstubAllGlobals())

describe('attachWedge', () => {
  it('gives a scan to the application and the field back as it was, caret included', () => {
    const page = fakePage()
    const scans: string[] = []
    attach(page, ({ text }) => scans.push(`${text} over ${page.field.value}`))
    page.field.value = 'Marie T'
    page.field.setSelectionRange(5, 5)
    burst('1Z999AA1\n', 100, 5).forEach(page.press)
    expect(scans).toEqual(['1Z999AA1 over Marie T'])
    expect([page.field.value, page.field.selectionStart]).toEqual(['Marie T', 5])
    expect(page.seen).toEqual(['keydown:1', 'keyup:1'])
  })

  it('puts back the selected text that the first character replaced', () => {
    const page = fakePage()
    attach(page, () => {})
    page.field.value = 'Marie T'
    page.field.setSelectionRange(0, 5)
    burst('1Z999AA1\n', 100, 5).forEach(page.press)
    expect([page.field.value, page.field.selectionStart, page.field.selectionEnd]).toEqual(['Marie T', 0, 5])
  })

  it('takes nothing from a field that refused the character, nor from one that was rewritten', () => {
    const page = fakePage(/\d/)
    attach(page, () => {})
    page.field.value = '42'
    burst('TBA12345\n', 100, 5).forEach(page.press)
    expect(page.field.value).toBe('42')
    const [first, ...rest] = burst('1BA12345\n', 300, 5)
    page.press(first!)
    page.field.value = 'rewritten by the application'
    rest.forEach(page.press)
    expect(page.field.value).toBe('rewritten by the application')
  })

  it('gives fast typing back after the pause, with its keydown and keyup, and only once', () => {
    const page = fakePage()
    const onScan = vi.fn()
    attach(page, onScan)
    burst('abc', 100, 20).forEach(page.press)
    expect(page.field.value).toBe('a')
    page.runTimers(400)
    expect(page.field.value).toBe('abc')
    expect(page.seen).toEqual(['keydown:a', 'keyup:a', 'keydown:b', 'keyup:b', 'keydown:c', 'keyup:c'])
    expect(onScan).not.toHaveBeenCalled()
  })

  it('gives it back before the Enter that follows, which waits for a code of its own', () => {
    const page = fakePage()
    attach(page, () => {})
    burst('12\n', 100, 20).forEach(page.press)
    expect(page.seen.slice(-2)).toEqual(['keydown:2', 'keyup:2'])
    page.runTimers(210)
    expect(page.seen.slice(-2)).toEqual(['keydown:Enter', 'keyup:Enter'])
  })

  // Bug: the Enter of a gun that types one before its code pressed the button that had the focus.
  it('never lets an Enter before a scan reach the page', () => {
    const page = fakePage()
    const scans: string[] = []
    attach(page, ({ text }) => scans.push(text))
    burst('\n1Z999AA1\n', 100, 5).forEach(page.press)
    page.runTimers(900)
    expect(scans).toEqual(['1Z999AA1'])
    expect(page.seen).toEqual([])
  })

  it('keeps the Enter of the gun even if the application throws on the scan', () => {
    const page = fakePage()
    attach(page, () => {
      throw new Error('no room')
    })
    const keys = burst('1Z999AA1\n', 100, 5)
    keys.slice(0, -1).forEach(page.press)
    expect(() => page.press(keys.at(-1)!)).toThrow('no room')
    page.press(keyDown('KeyA', 'a', 900))
    expect(page.field.value).toBe('a')
    expect(page.seen).not.toContain('keydown:Enter')
  })

  it('does not cut a scan in two when its keys arrive late', () => {
    const page = fakePage()
    const scans: string[] = []
    attach(page, ({ text }) => scans.push(text))
    page.runTimers(1000)
    // Hit 5 ms apart, delivered 40 ms apart, and long after.
    for (const [at, key] of burst('1Z999AA1\n', 100, 5).entries()) {
      page.runTimers(1000 + at * 40)
      page.press(key)
    }
    expect(scans).toEqual(['1Z999AA1'])
  })

  it('gives back what it holds, and hears nothing more, once detached', () => {
    const page = fakePage()
    const detach = attach(page, () => {})
    burst('ab', 100, 20).forEach(page.press)
    detach()
    expect(page.field.value).toBe('ab')
    expect(page.listeners.size).toBe(0)
  })
})
