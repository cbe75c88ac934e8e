import type { Page } from '@playwright/test'

/** What is shortened on purpose, and said in full where it is opened: the line of a list, a note, a long choice. A slider's thumb stands over its ends. */
const SHORTENED =
  '.slider-track, .resident-row .row-title, .unit-row .row-title, .import-lines .row-title, .import-hanging, .import-samples bdi, .import-changes, .unit-note, .conv-text, .conv-name, .conv-excerpt, .composer-preview, .waiting-note, .thread-subject, .menu-label'

/** What is wrong with the screen as it stands; runs in the page. */
function faults(shortened: string): string[] {
  const found: string[] = []
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class')} “${element.textContent.trim().slice(0, 40)}”`
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.getBoundingClientRect().width > 1 &&
    !element.closest('.visually-hidden, [data-live-announcer], [aria-hidden="true"]')
  const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter(isShown)
  for (const element of shown) {
    const { overflowX, display } = getComputedStyle(element)
    const isWide = element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1
    if (isWide && (overflowX === 'auto' || overflowX === 'scroll')) found.push(`scrolls sideways: ${name(element)}`)
    else if (isWide && display !== 'inline' && !element.matches(shortened) && element.tagName !== 'INPUT')
      found.push(`is cut or spills: ${name(element)}`)
    const boxes = [...element.children].filter(
      (child) => isShown(child) && ['static', 'relative'].includes(getComputedStyle(child).position),
    )
    for (const [at, one] of boxes.entries())
      for (const other of boxes.slice(at + 1)) {
        if ([one, other].some((box) => getComputedStyle(box).display === 'inline')) continue
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()]
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (wide > 2 && high > 2) found.push(`overlap: ${name(one)} and ${name(other)}`)
      }
  }
  // Rows that stand where a list reckons with them.
  const rows = [...document.querySelectorAll('.grid-row')].map((row) => row.getBoundingClientRect())
  const ordered = rows.toSorted((a, b) => a.top - b.top)
  if (ordered.some((row, at) => at > 0 && row.top < ordered[at - 1]!.bottom - 1)) found.push('rows overlap')
  // Choices that stand in two rows fill both.
  for (const group of document.querySelectorAll('.segments')) {
    const { right } = group.getBoundingClientRect()
    const ends = new Map<number, number>()
    for (const choice of group.children) {
      const at = choice.getBoundingClientRect()
      ends.set(Math.round(at.top), Math.max(at.right, ends.get(Math.round(at.top)) ?? 0))
    }
    if ([...ends.values()].some((end) => end < right - 3)) found.push(`a row of choices is left short: ${name(group)}`)
  }
  // Buttons beside each other are of one height, but for those that are a sign alone.
  for (const row of document.querySelectorAll('.row')) {
    const buttons = [...row.children].filter(
      (child) => child.matches('.button') && isShown(child) && child.textContent.trim(),
    )
    const boxes = buttons.map((button) => button.getBoundingClientRect())
    const uneven = boxes.some((one) =>
      boxes.some((other) => one.top < other.bottom && other.top < one.bottom && one.height > other.height + 2),
    )
    if (uneven) found.push(`buttons of different heights: ${name(row)}`)
  }
  const items = [...document.querySelectorAll('.status > .status-item')].map((item) => item.getBoundingClientRect().top)
  if (new Set(items.map(Math.round)).size > 1) found.push('the status line wraps')
  return [...new Set(found)]
}

/** What is cut, spills, overlaps or scrolls sideways on the screen as it stands. */
export async function layoutFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  return page.evaluate(faults, SHORTENED)
}
