/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the list belongs to a text field that keeps the focus. */
import { Trans, useLingui } from '@lingui/react/macro'
import type { MessageTemplate } from '../../shared/messaging/schema.ts'
import { nameVariables } from '../../shared/messaging/templates.ts'
import { variableName } from '../words.ts'

interface TemplateMenuProps {
  id: string
  templates: readonly MessageTemplate[]
  active: number
  language: 'fr' | 'en'
  onChoose: (template: MessageTemplate) => void
}

const intoView = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'nearest' })

/** The ready-made texts that fit what is typed after the slash. */
export function TemplateMenu({ id, templates, active, language, onChoose }: TemplateMenuProps) {
  const { t, i18n } = useLingui()
  if (templates.length === 0)
    return (
      <div className="composer-menu" id={id} role="listbox" aria-label={t`Templates`}>
        <p className="muted composer-none">
          <Trans>No template goes by that name.</Trans>
        </p>
      </div>
    )
  return (
    <div className="composer-menu" id={id} role="listbox" aria-label={t`Templates`}>
      {templates.map((template, index) => (
        <div
          key={template.id}
          id={`${id}-${index}`}
          ref={index === active ? intoView : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="option composer-option"
          data-focused={index === active || undefined}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(template)}
          onKeyDown={undefined}
        >
          <span className="composer-shortcut">/{template.shortcut}</span>
          <span className="row-main">
            <span className="row-title">{template.title[language]}</span>
            <span className="composer-preview muted">{nameVariables(template.body[language], variableName(i18n))}</span>
          </span>
        </div>
      ))}
    </div>
  )
}
