/** Fields that hold no text of anybody. */
const NOT_TEXT = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'range',
  'color',
  'file',
  'image',
  'hidden',
])

/** Whether an element takes what is typed. */
export function isField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element?.tagName === 'TEXTAREA') return true
  return element?.tagName === 'INPUT' && !NOT_TEXT.has((element as HTMLInputElement).type)
}

/** Whether somebody is in the middle of writing: the field with the focus holds text. */
export function isWriting(element: Element | null = document.activeElement): boolean {
  if (isField(element)) return element.value.trim() !== ''
  return element instanceof HTMLElement && element.isContentEditable && element.textContent.trim() !== ''
}
