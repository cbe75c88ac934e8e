import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, type RunningDesk } from './runningDesk.ts'

const THEMES = ['light', 'dark', 'contrast', 'contrast_light'] as const
/** WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Puts the desk into a language and a look without touching what is on the screen. */
export async function dress(desk: RunningDesk, language: string, theme: string): Promise<void> {
  await desk.ask('settings.set', { language: language as 'fr', theme: theme as 'light' })
  await expect(desk.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
  await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
}

/** The rules of WCAG 2.2 A and AA whose outcome a theme can change. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** What axe finds on the screen as it is: one line per rule and place. `colours`: only what another theme can change. */
export async function violations(page: Page, { colours = false } = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // The program has no second page in which axe could put its results together.
    .setLegacyMode(true)
    // What was said stays in the announcer for some seconds, naming a row that may have gone in the meantime.
    .exclude('[data-live-announcer]')
    // What passes is neither described nor sent.
    .options({ resultTypes: ['violations'] })
  const { violations: found } = await (colours ? axe.withRules(COLOUR_RULES) : axe.withTags(TAGS)).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const [why] = [...any, ...all, ...none]
      return `${id} at ${target.join(' ')}: ${why?.message ?? ''}`
    }),
  )
}

/** Finds no fault on the screen as it stands: every rule in each language, those about colours in each look, whose colours no language changes. */
export async function expectAccessible(desk: RunningDesk): Promise<void> {
  const found: string[] = []
  const look = async (language: 'fr' | 'en', theme: (typeof THEMES)[number]): Promise<void> => {
    await dress(desk, language, theme)
    const lines = await violations(desk.page, { colours: theme !== 'light' })
    for (const line of lines) found.push(`${language} ${theme}: ${line}`)
  }
  await look('fr', 'light')
  for (const theme of THEMES) await look('en', theme)
  await dress(desk, 'en', 'light')
  expect(found).toEqual([])
}

interface Walk {
  /** Controls that Tab never reached. */
  missed: string[]
  /** Controls that looked the same with the focus as without. */
  unseen: string[]
  /** Whether Tab came round to where it had been. */
  came: boolean
}

/** Presses Tab until it comes round, and tells what it did not reach and what did not show the focus. */
export async function tabWalk(page: Page, most = 250): Promise<Walk> {
  await page.evaluate(() => {
    const looks = (element: Element): string => {
      const parts: string[] = []
      // A list shows its focus on the row that Enter would open.
      const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
      if (row) parts.push(getComputedStyle(row).outlineStyle, getComputedStyle(row).backgroundColor)
      for (let at: Element | null = element, up = 0; at && up < 5; at = at.parentElement, up++) {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
          getComputedStyle(at)
        parts.push(
          [outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor].join(),
        )
      }
      return parts.join('|')
    }
    const describe = (element: Element): string => {
      const { id, className } = element
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '')
        .trim()
        .replaceAll(/\s+/g, ' ')
        .slice(0, 40)
      return `${element.tagName.toLowerCase()}${id && !/react-aria/.test(id) ? `#${id}` : ''}.${className.split(' ')[0]} ${words}`.trim()
    }
    const shown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.getClientRects().length > 0 &&
      !element.closest('[inert], [aria-hidden=true]')
    const candidates = [
      ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]'),
    ].filter(
      (element) =>
        (element as HTMLElement).tabIndex >= 0 && !element.matches(':disabled, [type=hidden]') && shown(element),
    )
    // What has the focus already would look the same when Tab comes to it.
    const held = document.activeElement
    if (held instanceof HTMLElement) held.blur()
    const resting = new Map(candidates.map((element) => [element, looks(element)]))
    const walk = { reached: new Set<Element>(), unseen: new Set<string>(), last: null as Element | null, came: false }
    const step = (): boolean => {
      const active = document.activeElement
      if (!active || active === document.body) return false
      // Any control met before will do: the first one may be gone by now (an undo whose time is over). A trap shows as missed.
      if (active !== walk.last && walk.reached.has(active)) walk.came = true
      walk.last = active
      walk.reached.add(active)
      const before = resting.get(active)
      if (before !== undefined && before === looks(active)) walk.unseen.add(describe(active))
      return walk.came
    }
    const end = () => {
      // One Tab stop for a whole group: the arrows do the rest.
      const groups = '[role=radiogroup], [role=toolbar], [role=grid], [role=listbox], [role=tablist], [role=group]'
      const inReachedGroup = (element: Element) => {
        const group = element.closest(groups)
        return (
          group !== null &&
          [...walk.reached].some((other) => group.contains(other)) &&
          element.matches('input[type=radio], [role], label *')
        )
      }
      const missed = candidates.filter(
        (element) => element.isConnected && !walk.reached.has(element) && !inReachedGroup(element),
      )
      return { missed: missed.map(describe), unseen: [...walk.unseen], came: walk.came }
    }
    Object.assign(window, { tabWalk: { step, end } })
  })
  const hands = () => page.evaluate(() => (window as unknown as { tabWalk: { step(): boolean } }).tabWalk.step())
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab')
    if (await hands()) break
  }
  return page.evaluate(() => (window as unknown as { tabWalk: { end(): Walk } }).tabWalk.end())
}
