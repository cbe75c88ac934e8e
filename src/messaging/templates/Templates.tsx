import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { FilePlus2, NotebookText, Pencil, Trash2, X } from 'lucide-react'
import type { MessageTemplate } from '../../shared/messaging/schema.ts'
import { nameVariables } from '../../shared/messaging/templates.ts'
import { Button, EmptyState, Panel } from '../../ui/index.ts'
import { useClient, useHost } from '../host.tsx'
import { SLOTS } from '../../shared/messaging/slots.ts'
import { useKeptForm } from '../kept/useKeptForm.ts'
import { useAsk, useMessagingWho } from '../queries.ts'
import { SafeName, SafeText } from '../parts/SafeText.tsx'
import { variableName } from '../words.ts'
import { TemplateForm } from './TemplateForm.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'

const EMPTY = { shortcut: '', title: { fr: '', en: '' }, body: { fr: '', en: '' } }

/** The template that is being written, and how it was before. */
interface Editing {
  template: MessageTemplate | null
  before: MessageTemplate | null
}
const none = (): Editing => ({ template: null, before: null })
const isUnchanged = ({ template, before }: Editing): boolean => JSON.stringify(template) === JSON.stringify(before)

/** The prepared texts that a message calls with “/”: all may read them, managers write them. */
export function Templates({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { newId } = useHost()
  const mayEdit = useMessagingWho()?.may.editTemplates ?? false
  const templates = useAsk(['templates'], (client) => client.templates()).data
  const draft = useKeptForm<Editing>({ slot: SLOTS.template, empty: none, isEmpty: isUnchanged })
  const editing = mayEdit ? (draft.value?.template ?? null) : null
  const begin = (template: MessageTemplate) => draft.change({ template, before: template })
  const isNew = editing !== null && !templates?.some(({ id }) => id === editing.id)
  const form = editing && (
    <TemplateForm
      key={editing.id}
      template={editing}
      isNew={isNew}
      isChanged={draft.value !== null && !isUnchanged(draft.value)}
      onChange={(template) => draft.change({ template })}
      onDone={draft.forget}
      keptError={draft.error}
    />
  )
  return (
    <section className="inbox-pane inbox-form" aria-label={t`Templates`}>
      <header className="panel-head">
        <h1>
          <Trans>Templates</Trans>
        </h1>
        <div className="row" data-gap="small">
          {mayEdit && !editing && (
            <Button variant="primary" icon={FilePlus2} onPress={() => begin({ id: newId(), ...EMPTY })}>
              <Trans>New template</Trans>
            </Button>
          )}
          <Button variant="plain" icon={X} aria-label={t`Close`} onPress={onClose} />
        </div>
      </header>
      <p className="muted">
        <Trans>
          Type “/” in a message and choose one: it comes in the resident’s language, with the names filled in.
        </Trans>
      </p>
      {isNew && form}
      {templates?.length === 0 && !editing && (
        <EmptyState icon={NotebookText} title={<Trans>There are no templates yet</Trans>}>
          {mayEdit ? (
            <Trans>Write once, in both languages, what you say every day.</Trans>
          ) : (
            <Trans>A manager writes them, once for every desk.</Trans>
          )}
        </EmptyState>
      )}
      <ul className="stack">
        {templates?.map((template) => (
          <li key={template.id}>
            {editing?.id === template.id ? (
              form
            ) : (
              <Card template={template} mayEdit={mayEdit && !editing} onEdit={() => begin(template)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Card({ template, mayEdit, onEdit }: { template: MessageTemplate; mayEdit: boolean; onEdit: () => void }) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const [sure, setSure] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const language = i18n.locale === 'fr' ? 'fr' : 'en'
  const { shortcut } = template
  return (
    <Panel>
      <div className="template-head">
        <span className="composer-shortcut">/{shortcut}</span>
        <h2 lang={language}>
          <SafeName>{template.title[language]}</SafeName>
        </h2>
        {mayEdit && (
          <>
            <Button size="small" variant="plain" icon={Pencil} aria-label={t`Change /${shortcut}`} onPress={onEdit} />
            <Button
              size="small"
              variant="plain"
              icon={Trash2}
              aria-label={t`Remove /${shortcut}`}
              aria-expanded={sure}
              onPress={() => setSure(!sure)}
            />
          </>
        )}
      </div>
      {sure && (
        <div className="row">
          <span>
            <Trans>Remove it from every desk? Messages already written with it stay as they are.</Trans>
          </span>
          <Button variant="danger" size="small" onPress={() => void client.removeTemplate(template.id).catch(setError)}>
            <Trans>Remove</Trans>
          </Button>
          <Button size="small" onPress={() => setSure(false)}>
            <Trans>Keep it</Trans>
          </Button>
        </div>
      )}
      <RefusalNote error={error} />
      <div className="announce-texts">
        {(['fr', 'en'] as const).map((each) => (
          <div key={each} lang={each} className="template-text">
            <span className="muted small" aria-hidden>
              {each.toUpperCase()}
            </span>
            <SafeText text={nameVariables(template.body[each], variableName(i18n))} />
          </div>
        ))}
      </div>
    </Panel>
  )
}
