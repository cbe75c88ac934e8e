import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Building2, Layers, Package, Send } from 'lucide-react'
import { bodyProblem, isBlank } from '../../shared/messaging/clean.ts'
import { countCharacters, SUBJECT_LIMIT } from '../../shared/messaging/limits.ts'
import type { Audience } from '../../shared/messaging/schema.ts'
import { Button, Panel, RadioCards, Select, TextField } from '../../ui/index.ts'
import { Counter } from '../parts/Counter.tsx'
import { useClient } from '../host.tsx'
import { LeaveButton } from '../kept/LeaveButton.tsx'
import { NotKept } from '../kept/NotKept.tsx'
import type { KeptForm } from '../kept/useKeptForm.ts'
import { useMessagingWho, usePreview } from '../queries.ts'
import { hasNoWords, type Announcing } from './announcing.ts'
import { RefusalNote } from '../parts/RefusalNote.tsx'

const BOTH = ['fr', 'en'] as const

/** Writes to many at once. Both languages are asked for: each resident receives their own. */
export function Announce({
  form,
  value,
  onDone,
}: {
  form: KeptForm<Announcing>
  value: Announcing
  onDone: () => void
}) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const floors = useMessagingWho()?.floors ?? []
  const { change } = form
  const { id, kind, floor, subject, body } = value
  const [sure, setSure] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const audience: Audience | null = kind !== 'floor' ? { kind } : floor === null ? null : { kind, floor }
  const preview = usePreview(audience ?? { kind: 'everyone' }, audience !== null).data
  const recipients = audience ? (preview?.recipients ?? 0) : 0
  const languages = preview?.languages ?? { fr: 1, en: 1 }
  const lacks = BOTH.filter(
    (language) =>
      languages[language] > 0 &&
      (isBlank(subject[language]) ||
        countCharacters(subject[language]) > SUBJECT_LIMIT ||
        bodyProblem(body[language]) !== null),
  )
  const canSend = audience !== null && recipients > 0 && lacks.length === 0
  const send = () => {
    if (!audience || !canSend) return
    // A building of one language: the other side of the row must not be empty for who moves in later.
    const whole = (texts: { fr: string; en: string }) => ({ fr: texts.fr || texts.en, en: texts.en || texts.fr })
    client.announce({ id, subject: whole(subject), body: whole(body), audience }).then(onDone, (refusal: unknown) => {
      setSure(false)
      setError(refusal)
    })
  }
  const names = { fr: t`French`, en: t`English` }
  return (
    <Panel sunken aria-label={t`New announcement`}>
      <RadioCards
        label={t`To whom`}
        value={kind}
        onChange={(next) => change({ kind: next })}
        choices={[
          { id: 'everyone', label: t`Everyone`, icon: Building2 },
          { id: 'floor', label: t`A floor`, icon: Layers },
          { id: 'parcels_waiting', label: t`Those with parcels waiting`, icon: Package },
        ]}
      />
      {kind === 'floor' && (
        <Select
          label={t`Floor`}
          placeholder={t`Choose a floor`}
          value={floor === null ? null : String(floor)}
          onChange={(next) => change({ floor: Number(next) })}
          options={floors.map((each) => ({ id: String(each), label: t`Floor ${each}` }))}
        />
      )}
      {audience && preview && (
        <output>
          {preview.recipients === 0 ? (
            <Trans>Nobody would receive it.</Trans>
          ) : (
            <>
              <strong>
                <Plural value={preview.recipients} one="# resident" other="# residents" />
              </strong>{' '}
              <Plural value={preview.units} one="in # unit" other="in # units" />
              {' · '}
              <Trans>
                {i18n.number(preview.languages.fr)} in French, {i18n.number(preview.languages.en)} in English
              </Trans>
            </>
          )}
        </output>
      )}
      <div className="announce-texts">
        {BOTH.map((language) => (
          <div key={language} className="stack" data-gap="small" lang={language}>
            <TextField
              label={t`Subject in ${names[language]}`}
              value={subject[language]}
              onChange={(text) => change({ subject: { ...subject, [language]: text } })}
              error={
                countCharacters(subject[language]) > SUBJECT_LIMIT ? t`At most ${SUBJECT_LIMIT} characters.` : undefined
              }
            />
            <TextField
              label={t`Text in ${names[language]}`}
              multiline
              value={body[language]}
              onChange={(text) => change({ body: { ...body, [language]: text } })}
            />
            <Counter text={body[language]} />
          </div>
        ))}
      </div>
      <NotKept error={form.error} />
      <RefusalNote error={error} />
      <div className="row">
        {sure ? (
          <>
            {/* eslint-disable-next-line jsx-a11y/no-autofocus -- asked for by the person a moment ago */}
            <Button variant="primary" icon={Send} isDisabled={!canSend} onPress={send} autoFocus>
              <Plural value={recipients} one="Yes, send to # resident" other="Yes, send to # residents" />
            </Button>
            <Button onPress={() => setSure(false)}>
              <Trans>Not yet</Trans>
            </Button>
          </>
        ) : (
          <>
            <Button variant="primary" icon={Send} isDisabled={!canSend} onPress={() => setSure(true)}>
              <Trans>Send…</Trans>
            </Button>
            <LeaveButton hasWords={!hasNoWords(value)} onLeave={onDone} />
            {audience && recipients > 0 && lacks.length > 0 && (
              <span className="muted small">
                {lacks.length === 2 ? (
                  <Trans>Subject and text are needed in both languages.</Trans>
                ) : lacks[0] === 'fr' ? (
                  <Trans>Subject and text are still needed in French.</Trans>
                ) : (
                  <Trans>Subject and text are still needed in English.</Trans>
                )}
              </span>
            )}
          </>
        )}
      </div>
    </Panel>
  )
}
