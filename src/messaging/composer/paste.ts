/** The words of pasted HTML, without what it would do: for a clipboard that holds nothing plainer. */
export function wordsOfHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const node of page.querySelectorAll('script, style, template, noscript, head')) node.remove()
  for (const node of page.querySelectorAll('br')) node.replaceWith('\n')
  for (const node of page.querySelectorAll('p, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote')) node.append('\n')
  return page.body.textContent
    .replaceAll('\u00a0', ' ')
    .replaceAll(/[^\S\n]*\n[^\S\n]*/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** Puts text where the caret is, as typing would: undo takes it back. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  // oxlint-disable-next-line typescript/no-deprecated -- the only way that keeps the field's own undo
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
