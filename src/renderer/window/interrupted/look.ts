import type { Look } from './interruptedPage.ts'

/** A page is drawn when its data is there: this long its look is waited for. */
const TARGET_WAIT_MS = 2000
const HELD_FRAMES = 6

const screen = (): HTMLElement | null => document.querySelector('main.screen')

/** The way to an element inside of the screen, by places among its siblings. */
function wayTo(root: Element, element: Element): number[] {
  const way: number[] = []
  for (let at = element; at !== root && at.parentElement; at = at.parentElement)
    way.unshift([...at.parentElement.children].indexOf(at))
  return way
}

const follow = (root: Element, way: readonly number[]): Element | null =>
  way.reduce<Element | null>((at, index) => at?.children[index] ?? null, root)

/** How the screen looks now: what was scrolled, and which field had the focus. */
export function lookOf(): Look {
  const root = screen()
  if (!root) return { scrolled: [], focus: null }
  const scrolled = [root, ...root.querySelectorAll('*')]
    .filter(({ scrollTop }) => scrollTop > 0)
    .map((element) => ({ at: wayTo(root, element), top: element.scrollTop }))
  const active = document.activeElement
  const inside = active && active !== root && root.contains(active) ? wayTo(root, active) : null
  return { scrolled, focus: inside }
}

/** Puts a look back as soon as the page is drawn that far; gives up when it never is, or when somebody goes on meanwhile. */
export function restoreLook({ scrolled, focus }: Look): void {
  const until = performance.now() + TARGET_WAIT_MS
  const touched = new AbortController()
  const stop = () => touched.abort()
  for (const type of ['keydown', 'pointerdown', 'wheel'])
    window.addEventListener(type, stop, { capture: true, once: true, signal: touched.signal })
  // A list may move once more while it measures its rows: a place counts when it held for some frames.
  const open = new Map(scrolled.map((one) => [one, 0]))
  let focused = focus === null
  const step = () => {
    if (touched.signal.aborted) return
    const root = screen()
    for (const [one, held] of root ? open : []) {
      const element = follow(root!, one.at)
      if (!element || element.scrollHeight - element.clientHeight < one.top) continue
      const isThere = Math.abs(element.scrollTop - one.top) <= 1
      if (!isThere) element.scrollTop = one.top
      if (isThere && held >= HELD_FRAMES) open.delete(one)
      else open.set(one, isThere ? held + 1 : 0)
    }
    if (root && !focused) {
      const field = follow(root, focus!)
      if (field instanceof HTMLElement && field.matches('input, textarea, [tabindex], button')) {
        field.focus({ preventScroll: true })
        focused = document.activeElement === field
      }
    }
    if ((open.size > 0 || !focused) && performance.now() < until) requestAnimationFrame(step)
    else stop()
  }
  // After the page that is left has gone.
  requestAnimationFrame(step)
}
