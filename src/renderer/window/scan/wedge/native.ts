import { insertText } from './field.ts'
import type { Focus } from './field.ts'

const BUTTON = 'button, summary, input:is([type=button], [type=submit], [type=reset], [type=image])'
const BY_SPACE = `${BUTTON}, input:is([type=checkbox], [type=radio], [type=file], [type=color])`
const BY_ENTER = `${BUTTON}, a[href], input:is([type=file], [type=color])`

/** What the browser itself does on Enter: presses what has the focus, breaks the line, or sends the field's form. */
export function enter(focus: Focus): void {
  const { kind, el } = focus
  if (el.matches(BY_ENTER)) el.click()
  else if (kind === 'rich' || el.tagName === 'TEXTAREA') insertText(focus, '\n')
  else if (el.tagName === 'INPUT') submit((el as HTMLInputElement).form)
}

/** What the browser itself does on Space outside text: presses what has the focus, else scrolls on by nearly a page. */
export function space({ el }: Focus, isBack: boolean): void {
  if (el.matches(BY_SPACE)) return el.click()
  for (let box: HTMLElement | null = el; box; box = box.parentElement) {
    const top = box.scrollTop
    box.scrollBy({ top: (isBack ? -0.875 : 0.875) * box.clientHeight, behavior: 'instant' })
    if (box.scrollTop !== top) return
  }
}

const isSubmit = (element: Element): element is HTMLButtonElement =>
  'type' in element && (element.type === 'submit' || element.type === 'image')

/** A form is sent by its first button that sends; without one, only where it has a single field. */
function submit(form: HTMLFormElement | null): void {
  if (!form) return
  const elements = [...form.elements]
  const button = elements.find(isSubmit)
  if (button) return button.click()
  const fields = elements.filter((one) => one.matches('input:not([type=checkbox], [type=radio], [type=hidden])'))
  if (fields.length === 1) form.requestSubmit()
}
