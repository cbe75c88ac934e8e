/**
 * Where keys go when nothing has the focus: after a press on empty space, when a field went away, after Escape.
 *
 *   typed text        the screen's field     data-home="field"
 *   arrows, paging    the screen's list      data-home="list", or the field where its list hangs
 *   Enter             the field with a list, else the button that shows Enter, else the list
 *   Space             the list
 *   Alt, Ctrl, Escape the part of the screen that listens to it
 *
 * A gun types as well, so the first character waits until it is surely a person's: what turns out to be a scan is dropped,
 * and neither field nor focus have changed.
 */
export interface IdleKeys {
  /** Hears every key, before the gun's are held back. */
  note: (event: KeyboardEvent) => void
  /** Takes the keys that are left. */
  take: (event: KeyboardEvent) => void
  /** What was typed was a scan. */
  drop: () => void
}

export interface IdlePorts {
  document: Document
  /** The longest pause between two keys of a gun. */
  gapMs: () => number
  now: () => number
  later: (ms: number, run: () => void) => unknown
  cancel: (timer: unknown) => void
}

const MOVES = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'])
const CONTROLS = 'input, textarea, select, button, a[href], [contenteditable=true]'
const POPUPS = '[role=dialog], [role=alertdialog], [role=menu]'

/** Past the longest pause of a gun by as much as a busy page may be late. */
const MARGIN_MS = 40

/** Whether an element that has the focus leaves keys to the screen: it is no control, and nothing that is open above it. */
export function isIdle(element: Element | null): boolean {
  if (!element || element.matches('body, html')) return true
  if (element.matches(CONTROLS) || element.closest(POPUPS)) return false
  // What takes the focus from a press alone: the screen itself, a row, a cell.
  return element.getAttribute('tabindex') === '-1'
}

const shown = (element: HTMLElement): boolean => element.getClientRects().length > 0

/** Makes the rule for one page. */
export function createIdleKeys({ document, gapMs, now, later, cancel }: IdlePorts): IdleKeys {
  let typed = ''
  let timer: unknown = null
  let lastKeyAt = 0

  const find = (selector: string): HTMLElement | null =>
    [...document.querySelectorAll<HTMLElement>(`main ${selector}`)].find(shown) ?? null
  const field = () => find('[data-home=field]')
  const list = () => find('[data-home=list]')
  const button = (shortcut: string) =>
    [...document.querySelectorAll<HTMLElement>('main [aria-keyshortcuts]')].find(
      (one) =>
        one.getAttribute('aria-keyshortcuts') === shortcut &&
        shown(one) &&
        !one.matches(':disabled, [aria-disabled=true]'),
    ) ?? null

  const wait = (ms: number) => {
    if (timer !== null) cancel(timer)
    timer = later(ms, () => {
      timer = null
      const quiet = now() - lastKeyAt
      // Keys are still coming: a gun's are not seen here.
      if (quiet < gapMs() + MARGIN_MS / 2) wait(gapMs() + MARGIN_MS - quiet)
      else write()
    })
  }
  const forget = () => {
    typed = ''
    if (timer !== null) cancel(timer)
    timer = null
  }
  const write = (more = ''): void => {
    const text = typed + more
    forget()
    const to = field()
    if (!to || text === '') return
    to.focus()
    document.execCommand('insertText', false, text)
  }
  /** The key itself, given to where it belongs. */
  const give = (to: HTMLElement, event: KeyboardEvent): void => {
    const { key, code, altKey, ctrlKey, shiftKey, metaKey } = event
    const again = { key, code, altKey, ctrlKey, shiftKey, metaKey, bubbles: true, cancelable: true }
    // What has no use for it leaves it to the page: to scroll, to copy.
    if (to.dispatchEvent(new KeyboardEvent('keydown', again))) return
    event.preventDefault()
    event.stopPropagation()
  }
  const focusAndGive = (to: HTMLElement | null, event: KeyboardEvent): void => {
    if (!to) return
    to.focus({ preventScroll: true })
    give(to, event)
  }
  const isCombobox = (one: HTMLElement | null) => one?.getAttribute('role') === 'combobox'

  const enter = (event: KeyboardEvent): void => {
    if (event.repeat) return
    const box = field()
    if (box && (isCombobox(box) || typed !== '')) {
      write()
      focusAndGive(box, event)
      return
    }
    const pressed = button('Enter')
    if (!pressed) return focusAndGive(list(), event)
    event.preventDefault()
    event.stopPropagation()
    pressed.click()
  }

  return {
    note: (event) => {
      if (event.isTrusted) lastKeyAt = now()
    },
    take: (event) => {
      const { key, altKey, ctrlKey, metaKey } = event
      const { target } = event
      if (event.defaultPrevented || event.isComposing || metaKey || !(target instanceof Element)) return
      // A list uses its own keys, and leaves letters to the field that filters it.
      const isText = key.length === 1 && key !== ' ' && !altKey && !ctrlKey
      if (!isIdle(target) && !(isText && target.matches('[data-home=list]'))) return
      if (altKey || ctrlKey || key === 'Escape') {
        const areas = document.querySelectorAll<HTMLElement>('main .key-area')
        const area = areas[areas.length - 1]
        if (area && !area.contains(target)) give(area, event)
        return
      }
      if (key === 'Enter') enter(event)
      else if (MOVES.has(key)) focusAndGive(list() ?? (isCombobox(field()) ? field() : null), event)
      else if (key === ' ' && typed === '') focusAndGive(list(), event)
      // The beginning of a letter with an accent is written where it will stand.
      else if (key === 'Dead') field()?.focus()
      else if (key === 'Backspace') field()?.focus()
      else if (key.length === 1 && field()) {
        event.preventDefault()
        // Given back by the gun's judge: a person typed it.
        if (!event.isTrusted) return write(key)
        typed += key
        wait(gapMs() + MARGIN_MS)
      }
    },
    drop: forget,
  }
}
