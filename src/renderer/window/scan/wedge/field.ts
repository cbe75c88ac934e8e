type TextField = HTMLInputElement | HTMLTextAreaElement

/** What has the focus, by what a keyboard does to it. */
export type Focus =
  | { readonly kind: 'text'; readonly el: TextField }
  | { readonly kind: 'temporal'; readonly el: HTMLInputElement }
  | { readonly kind: 'select'; readonly el: HTMLSelectElement }
  | { readonly kind: 'rich'; readonly el: HTMLElement }
  | { readonly kind: 'other'; readonly el: HTMLElement }

const TEXTUAL = new Set(['text', 'search', 'url', 'tel', 'password', 'email', 'number'])
const TEMPORAL = new Set(['date', 'time', 'datetime-local', 'month', 'week'])

/** The element that keys go to, through shadow roots. */
export function focusOf(doc: Document): Focus {
  let el = doc.activeElement
  while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement
  const element = (el ?? doc.body) as HTMLElement
  if (element.tagName === 'TEXTAREA') return { kind: 'text', el: element as HTMLTextAreaElement }
  if (element.tagName === 'SELECT') return { kind: 'select', el: element as HTMLSelectElement }
  if (element.tagName === 'INPUT') {
    const input = element as HTMLInputElement
    if (TEXTUAL.has(input.type)) return { kind: 'text', el: input }
    if (TEMPORAL.has(input.type)) return { kind: 'temporal', el: input }
  }
  return { kind: element.isContentEditable ? 'rich' : 'other', el: element }
}

/** A date, a time or a native list: no script can type into its parts. */
export const isUnscriptable = (focus: Focus): boolean => focus.kind === 'temporal' || focus.kind === 'select'

/** A field as it was when a burst began. */
export interface Snapshot {
  readonly focus: Focus
  readonly value: string
  /** Null where the field tells no selection (number, email, date). */
  readonly start: number | null
  readonly end: number | null
}

/** Remembers the focused field before a key reaches it. */
export function snapshotOf(focus: Focus): Snapshot {
  const { kind, el } = focus
  if (kind === 'text') return { focus, value: el.value, start: el.selectionStart, end: el.selectionEnd }
  if (kind === 'temporal') return { focus, value: el.value, start: null, end: null }
  if (kind === 'select') return { focus, value: String(el.selectedIndex), start: null, end: null }
  return { focus, value: kind === 'rich' ? (el.textContent ?? '') : '', start: null, end: null }
}

/** Writes a value past React's tracking of it, then says so, as if a person had done it. */
export function writeValue(el: TextField, value: string, inputType: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(el), 'value')?.set
  if (setter) setter.call(el, value)
  else el.value = value
  el.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType }))
}

/** Types one text into a field, on its undo stack if it has the focus. */
export function insertText(focus: Focus, text: string): void {
  const { kind, el } = focus
  if (kind !== 'text' && kind !== 'rich') return
  // With the focus, the browser itself types: it knows about read-only, maximum length, undo and refused letters.
  if (focusOf(el.ownerDocument).el === el) {
    el.ownerDocument.execCommand('insertText', false, text)
    return
  }
  if (kind !== 'text' || el.readOnly || el.disabled) return
  const { selectionStart: start, selectionEnd: end, value } = el
  const at = start ?? value.length
  writeValue(el, value.slice(0, at) + text + value.slice(end ?? at), 'insertText')
}

/**
 * Takes back what a scan put into the field before it was recognised, if the field did take it: a number field refuses
 * letters, and an application may have cleared the field meanwhile. Returns whether anything was undone.
 */
export function restore(snapshot: Snapshot, passed: number, edited: boolean): boolean {
  const { focus, value } = snapshot
  const { kind, el } = focus
  if (!el.isConnected) return false
  if (kind === 'select') return restoreSelect(el, Number(value))
  if (kind === 'rich') return restoreRich(el, value, passed)
  if (kind === 'other') return false
  if (el.value === value && (kind === 'text' ? !el.validity?.badInput : value !== '')) return false
  if (kind === 'temporal') {
    writeValue(el, value, 'deleteContentBackward')
    return true
  }
  return restoreText(el, snapshot, passed, edited)
}

function restoreText(el: TextField, { value, start, end }: Snapshot, passed: number, edited: boolean): boolean {
  const head = value.slice(0, start ?? value.length)
  const tail = value.slice(end ?? value.length)
  const now = el.value
  const added = now.length - head.length - tail.length
  // One key is one character, but a dead key on a letter it does not fit gives two.
  const grew = now.startsWith(head) && now.endsWith(tail) && added > 0 && added <= passed * 2
  const isBlind = start === null && now.length <= value.length + passed * 2
  if (!grew && !isBlind && !edited) return false
  if (grew && start !== null && focusOf(el.ownerDocument).el === el) {
    // Deleting the characters, rather than writing the value, keeps the person's undo stack.
    el.setSelectionRange(head.length, head.length + added)
    const replaced = value.slice(start, end ?? start)
    el.ownerDocument.execCommand(replaced ? 'insertText' : 'delete', false, replaced)
  }
  if (el.value !== value || el.validity?.badInput) writeValue(el, value, 'deleteContentBackward')
  if (start !== null) el.setSelectionRange(start, end)
  return true
}

function restoreSelect(el: HTMLSelectElement, index: number): boolean {
  if (el.selectedIndex === index) return false
  el.selectedIndex = index
  for (const type of ['input', 'change']) el.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
  return true
}

function restoreRich(el: HTMLElement, text: string, passed: number): boolean {
  const added = (el.textContent ?? '').length - text.length
  if (el.textContent === text || added > passed * 2 || focusOf(el.ownerDocument).el !== el) return false
  const selection = el.ownerDocument.getSelection()
  for (let step = 0; step < added; step++) selection?.modify('extend', 'backward', 'character')
  // Without growth the first key replaced a selection: only the undo stack still has it.
  el.ownerDocument.execCommand(added > 0 ? 'delete' : 'undo')
  return true
}
