import { useId, useState, type KeyboardEvent, type RefObject } from 'react'
import type { MessageTemplate } from '../../shared/messaging/schema.ts'
import { fillTemplate, nameVariables, type TemplateVariable } from '../../shared/messaging/templates.ts'
import { useClient } from '../host.tsx'
import { useMessagingWho, useTemplates } from '../queries.ts'
import { matching, slashAt, type Slash } from './slash.ts'
import type { Selection } from './variables.ts'

/** The menu that a slash opens: what it shows, which keys it takes, and what choosing writes. */
export function useTemplateMenu(
  { id: conversationId, language }: { id: string; language: 'fr' | 'en' },
  field: RefObject<HTMLTextAreaElement | null>,
  write: (text: string, selection: Selection) => void,
  nameOf: (variable: TemplateVariable) => string,
) {
  const client = useClient()
  const id = useId()
  const templates = useTemplates()
  // Prepared texts are the staff's: a resident's slash is a slash.
  const isDesk = useMessagingWho()?.side === 'desk'
  const [slash, setSlash] = useState<Slash | null>(null)
  const [active, setActive] = useState(0)
  const [error, setError] = useState<unknown>(null)
  const shown = slash ? matching(templates, slash.query, language) : []
  const isOpen = isDesk && slash !== null && (templates.length > 0 || slash.query === '')

  const look = () => {
    const { current } = field
    if (!current) return
    const next = current.selectionStart === current.selectionEnd ? slashAt(current.value, current.selectionStart) : null
    setSlash(next)
    setActive(0)
    setError(null)
  }
  const choose = async (template: MessageTemplate) => {
    const { current } = field
    if (!current || !slash) return
    try {
      const filled = fillTemplate(template.body[language], await client.templateValues(conversationId, language))
      const named = nameVariables(filled.text, nameOf)
      const text = current.value.slice(0, slash.start) + named + current.value.slice(slash.end)
      const [missing] = filled.missing
      const open = missing === undefined ? '' : `{${nameOf(missing)}}`
      const hole = open === '' ? -1 : text.indexOf(open, slash.start)
      const end = slash.start + named.length
      write(text, hole < 0 ? [end, end] : [hole, hole + open.length])
      setSlash(null)
    } catch (refusal) {
      setError(refusal)
    }
  }
  /** True when the key belonged to the menu. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.ctrlKey || event.altKey || event.metaKey) return false
    if (event.key === 'Escape') setSlash(null)
    else if (shown.length === 0) return false
    else if (event.key === 'ArrowDown') setActive((active + 1) % shown.length)
    else if (event.key === 'ArrowUp') setActive((active + shown.length - 1) % shown.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) void choose(shown[active] ?? shown[0]!)
    else return false
    return true
  }
  return { id, isOpen, shown, active, error, look, choose, onKey, close: () => setSlash(null) }
}
