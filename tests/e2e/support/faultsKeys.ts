import type { Page } from '@playwright/test'
import { characterOf, isAccent, type WedgeLayout } from '../../../src/shared/wedge/layouts.ts'

export interface Stroke {
  code: string
  key: string
  vk: number
  /** What it types; empty for a key that types nothing. */
  text: string
}

/** Letters, digits and Enter by name; everything else is given whole. */
export function strokesOf(text: string): Stroke[] {
  return [...text].map((char): Stroke => {
    if (char === '\n') return { code: 'Enter', key: 'Enter', vk: 13, text: '\r' }
    if (/[a-z]/i.test(char)) {
      const letter = char.toUpperCase()
      return { code: `Key${letter}`, key: char, vk: letter.charCodeAt(0), text: char }
    }
    if (/\d/.test(char)) return { code: `Digit${char}`, key: char, vk: char.charCodeAt(0), text: char }
    throw new Error(`no key for ${JSON.stringify(char)}`)
  })
}

/** A key that has its place on a keyboard and no character: what a gun sends when its cable or its setting is bad. */
export const MEANINGLESS: Stroke = { code: 'F15', key: 'F15', vk: 126, text: '' }

/**
 * Real key events, each stamped as the keyboard would, a few ms apart whatever the machine does meanwhile. Thousands of
 * keys can do without their releases, which take as long again.
 */
export async function strike(page: Page, strokes: readonly Stroke[], gapMs = 4, released = true): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const start = Date.now()
  const sent = strokes.flatMap(({ code, key, vk, text }, at) => {
    const timestamp = (start + at * gapMs) / 1000
    const common = { code, key, windowsVirtualKeyCode: vk, timestamp }
    const down = cdp.send(
      'Input.dispatchKeyEvent',
      text ? { type: 'keyDown', text, ...common } : { type: 'rawKeyDown', ...common },
    )
    if (!released) return [down]
    return [down, cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common, timestamp: timestamp + 0.001 })]
  })
  await Promise.all(sent)
  await cdp.detach()
}

const SHIFTED = /[A-Z~!@#$%^&*()_+{}|:"<>?]/

/** What a computer that is set to a layout makes of the keys of a US gun. */
export const systemKeyOf =
  (layout: WedgeLayout) =>
  (code: string, char: string): string => {
    const typed = characterOf(layout, code, { shift: SHIFTED.test(char), altGr: false })
    return typed === undefined ? 'Unidentified' : isAccent(typed) ? 'Dead' : typed
  }
