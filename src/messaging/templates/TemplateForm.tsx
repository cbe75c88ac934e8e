import { useRef, useState, type FocusEvent } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { isBlank } from '../../shared/messaging/clean.ts'
import { BODY_LIMIT, countCharacters } from '../../shared/messaging/limits.ts'
import type { MessageTemplate } from '../../shared/messaging/schema.ts'
import {
  misspeltVariables,
  nameVariables,
  storeVariables,
  TEMPLATE_VARIABLES,
  type TemplateVariable,
} from '../../shared/messaging/templates.ts'
import { Button, Form, Panel, TextField } from '../../ui/index.ts'
import { Counter } from '../parts/Counter.tsx'
import { useClient } from '../host.tsx'
import { LeaveButton } from '../kept/LeaveButton.tsx'
import { NotKept } from '../kept/NotKept.tsx'
import { variableName } from '../words.ts'
import { insertAt, type Caret } from './insertAt.ts'
import { RefusalNote } from '../parts/RefusalNote.tsx'

const BOTH = ['fr', 'en'] as const

/** A template being written: both languages, and what a conversation fills in. */
export function TemplateForm({
  template,
  isNew,
  isChanged,
  onChange,
  onDone,
  keptError,
}: {
  template: MessageTemplate
  isNew: boolean
  isChanged: boolean
  onChange: (next: MessageTemplate) => void
  onDone: () => void
  keptError: unknown
}) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const { id, shortcut, title, body } = template
  const nameOf = variableName(i18n)
  const shown = { fr: nameVariables(body.fr, nameOf), en: nameVariables(body.en, nameOf) }
  const [error, setError] = useState<unknown>(null)
  // Where the last text was being written: a variable goes there, though its button has the focus by then.
  const caret = useRef<Caret & { language: 'fr' | 'en' }>({
    language: 'fr',
    start: shown.fr.length,
    end: shown.fr.length,
  })
  const names = { fr: t`French`, en: t`English` }
  const unknown = { fr: misspeltVariables(body.fr)[0], en: misspeltVariables(body.en)[0] }
  const lacksText = isBlank(shortcut) || BOTH.some((language) => isBlank(title[language]) || isBlank(body[language]))
  const isReady =
    !lacksText &&
    BOTH.every((language) => unknown[language] === undefined && countCharacters(body[language]) <= BODY_LIMIT)

  const problemOf = (name: string | undefined) =>
    name === undefined ? undefined : t`“${name}” is not one of the words below.`

  const follow = (language: 'fr' | 'en') => (event: FocusEvent) => {
    if (event.target instanceof HTMLTextAreaElement)
      caret.current = { language, start: event.target.selectionStart, end: event.target.selectionEnd }
  }
  const write = (language: 'fr' | 'en', text: string) =>
    onChange({ ...template, body: { ...body, [language]: storeVariables(text, nameOf) } })
  const insert = (variable: TemplateVariable) => {
    const { language } = caret.current
    const { text, at } = insertAt(shown[language], caret.current, `{${nameOf(variable)}}`)
    write(language, text)
    caret.current = { language, start: at, end: at }
  }
  return (
    <Panel sunken aria-label={isNew ? t`New template` : t`Change the template`}>
      <Form
        onSubmit={() => {
          if (isReady)
            client.saveTemplate({ id, shortcut: shortcut.replace(/^\//, ''), title, body }).then(onDone, setError)
        }}
      >
        <TextField
          label={t`Shortcut, typed after “/”`}
          value={shortcut}
          onChange={(text) => onChange({ ...template, shortcut: text })}
          maxLength={30}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the form was asked for a moment ago
          autoFocus
        />
        <div className="announce-texts">
          {BOTH.map((language) => (
            <div key={language} className="stack" data-gap="small" lang={language} onBlur={follow(language)}>
              <TextField
                label={t`Title in ${names[language]}`}
                value={title[language]}
                onChange={(text) => onChange({ ...template, title: { ...title, [language]: text } })}
                maxLength={120}
              />
              <TextField
                label={t`Text in ${names[language]}`}
                multiline
                value={shown[language]}
                onChange={(text) => write(language, text)}
                error={problemOf(unknown[language])}
              />
              <Counter text={body[language]} />
            </div>
          ))}
        </div>
        <fieldset className="plain template-words">
          <legend className="muted small">
            <Trans>Filled in by the conversation: click to insert</Trans>
          </legend>
          {TEMPLATE_VARIABLES.map((variable) => (
            <Button key={variable} size="small" onPress={() => insert(variable)}>
              {nameOf(variable)}
            </Button>
          ))}
        </fieldset>
        <NotKept error={keptError} />
        <RefusalNote error={error} />
        <div className="row">
          <Button variant="primary" type="submit" isDisabled={!isReady}>
            <Trans>Save</Trans>
          </Button>
          <LeaveButton hasWords={isChanged} onLeave={onDone} />
          {lacksText && (
            <span className="muted small">
              <Trans>Shortcut, title and text are needed, in both languages.</Trans>
            </span>
          )}
        </div>
      </Form>
    </Panel>
  )
}
