import { fold } from '../../shared/text/fold.ts'
import { textOrder } from '../../shared/text/order.ts'
import type { MessageTemplate } from '../../shared/messaging/schema.ts'

/** What is typed after a slash, and where it stands in the text. */
export interface Slash {
  query: string
  start: number
  end: number
}

/** The slash word before the caret: at the beginning or after a space, so that dates and addresses are no command. */
export function slashAt(text: string, caret: number): Slash | null {
  const match = /(?:^|\s)\/([\p{L}\p{N}_-]{0,30})$/u.exec(text.slice(0, caret))
  return match ? { query: match[1]!, start: caret - match[1]!.length - 1, end: caret } : null
}

/** Templates whose shortcut or title begins like what is typed; exact shortcuts first. */
export function matching(
  templates: readonly MessageTemplate[],
  query: string,
  language: 'fr' | 'en',
): readonly MessageTemplate[] {
  const wanted = fold(query)
  const rank = (template: MessageTemplate): number => {
    const shortcut = fold(template.shortcut)
    if (shortcut === wanted) return 0
    if (shortcut.startsWith(wanted)) return 1
    return [template.title.fr, template.title.en].some((title) =>
      fold(title)
        .split(' ')
        .some((word) => word.startsWith(wanted)),
    )
      ? 2
      : 3
  }
  const byTitle = textOrder(language)
  return templates
    .map((template) => ({ template, at: rank(template) }))
    .filter(({ at }) => at < 3)
    .toSorted((a, b) => a.at - b.at || byTitle(a.template.title[language], b.template.title[language]))
    .map(({ template }) => template)
}
