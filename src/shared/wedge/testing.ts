import { isBareModifier, isShortcut, typedText } from './keys.ts'
import { characterOf } from './layouts.ts'
import type { WedgeLayout } from './layouts.ts'
import { reduceWedge } from './reduce.ts'
import { DEFAULT_WEDGE_SETTINGS, IDLE_WEDGE } from './settings.ts'
import type { KeyDown, WedgeEffect, WedgeRejection, WedgeScan, WedgeSettings, WedgeState } from './types.ts'

const CODES = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').map((digit) => `Digit${digit}`),
  'Space Backquote Minus Equal BracketLeft BracketRight Semicolon Quote Backslash Comma Period Slash'.split(' '),
].flat()

/** A key fact with everything unsaid off. */
export const keyDown = (code: string, key: string, t: number, more: Partial<KeyDown> = {}): KeyDown => ({
  type: 'down',
  code,
  key,
  shift: false,
  ctrl: false,
  alt: false,
  altGraph: false,
  meta: false,
  capsLock: false,
  repeat: false,
  composing: false,
  t,
  ...more,
})

/** The physical key and shift that give a character under a layout. */
export function positionOf(character: string, layout: WedgeLayout): { code: string; shift: boolean } {
  for (const shift of [false, true])
    for (const code of CODES)
      if (characterOf(layout, code, { shift, altGr: false }) === character) return { code, shift }
  throw new Error(`No key for ${JSON.stringify(character)} on ${layout}`)
}

/** The key of one character sent by a keyboard set to `from`, as a computer set to `to` reports it. */
export function keyFor(character: string, t: number, from: WedgeLayout = 'us', to: WedgeLayout = from): KeyDown {
  if (character === '\n') return keyDown('Enter', 'Enter', t)
  if (character === '\t') return keyDown('Tab', 'Tab', t)
  const { code, shift } = positionOf(character, from)
  const shown = characterOf(to, code, { shift, altGr: false })!
  return keyDown(code, /[\u0300-\u036F]/.test(shown) ? 'Dead' : shown, t, { shift })
}

/** The keys of a text at an even pace. */
export const burst = (text: string, start: number, gap: number, from?: WedgeLayout, to?: WedgeLayout): KeyDown[] =>
  [...text].map((character, at) => keyFor(character, start + at * gap, from, to))

export interface WedgeLog {
  /** What reached the field as a person's typing; keys without text stand as <Name>. */
  readonly typed: string
  readonly scans: readonly WedgeScan[]
  readonly rejections: readonly WedgeRejection[]
  readonly effects: readonly WedgeEffect[]
  readonly state: WedgeState
}

/** Plays a trace as the page would, ticks included, up to a time. Leaked characters are taken back as the field does it. */
export function play(keys: readonly KeyDown[], settings: Partial<WedgeSettings> = {}, until = Infinity): WedgeLog {
  const used = { ...DEFAULT_WEDGE_SETTINGS, ...settings }
  const typed: string[] = []
  const scans: WedgeScan[] = []
  const rejections: WedgeRejection[] = []
  const all: WedgeEffect[] = []
  let state: WedgeState = IDLE_WEDGE
  let due = Infinity
  let opened = 0
  const type = (key: KeyDown) => {
    if (isBareModifier(key)) return
    typed.push(typedText(key) || (isShortcut(key) ? `<^${key.code}>` : `<${key.key}>`))
  }
  const apply = (effects: readonly WedgeEffect[], key: KeyDown | null) => {
    for (const effect of effects) {
      all.push(effect)
      if (effect.type === 'open') opened = typed.length
      else if (effect.type === 'pass') type(key!)
      else if (effect.type === 'replay') effect.keys.forEach(type)
      else if (effect.type === 'arm') due = effect.at
      else if (effect.type === 'rejected') rejections.push(effect.rejection)
      else if (effect.type === 'scan') {
        if (effect.passed > 0) typed.length = opened
        scans.push(effect.scan)
      }
    }
  }
  const tickUntil = (t: number) => {
    while (due < t) {
      const at = due
      due = Infinity
      const step = reduceWedge(state, { type: 'tick', t: at }, used)
      state = step.state
      apply(step.effects, null)
    }
  }
  for (const key of keys) {
    tickUntil(key.t)
    const step = reduceWedge(state, key, used)
    state = step.state
    apply(step.effects, key)
  }
  tickUntil(until)
  return { typed: typed.join(''), scans, rejections, effects: all, state }
}
