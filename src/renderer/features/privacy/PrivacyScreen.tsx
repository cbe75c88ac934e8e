import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileText } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Panel, Select } from '../../../ui/index.ts'
import { saveFile } from '../../messages/saveFile.ts'
import { LANGUAGE_WORDS } from '../../parcel/addressee/words.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import './privacy.css'

type Notice = Response<'privacy.notice'>
type Entry = NonNullable<Notice['sections'][number]['entries']>[number]

/** What is kept about whom, why and how long, in the language of whoever asks, to read here or on paper. */
export function PrivacyScreen() {
  const { t, i18n } = useLingui()
  const [chosen, setChosen] = useState<'fr' | 'en' | null>(null)
  const language = chosen ?? (i18n.locale === 'fr' ? 'fr' : 'en')
  const { data, error } = useRoute('privacy.notice', { language })
  const file = useSend('privacy.noticeFile', { onSuccess: saveFile })
  return (
    <div className="privacy-page">
      <header className="row spread">
        <div lang={language}>
          <h1>{data?.title ?? t`Privacy`}</h1>
          {data?.about.map((line) => (
            <p key={line} className="muted">
              {line}
            </p>
          ))}
        </div>
        <div className="row privacy-tools">
          <Select
            label={t`Language`}
            value={language}
            onChange={setChosen}
            options={(['fr', 'en'] as const).map((id) => ({ id, label: i18n._(LANGUAGE_WORDS[id]) }))}
          />
          <Button icon={FileText} isPending={file.isPending} onPress={() => file.mutate({ language })}>
            <Trans>Save as PDF to print</Trans>
          </Button>
        </div>
      </header>
      <ErrorNote error={error ?? file.error} />
      <div className="privacy-sections" lang={language}>
        {data?.sections.map(({ title, text, entries }) => (
          <Panel key={title} title={title}>
            {text !== undefined && <p>{text}</p>}
            {entries?.map((entry) => (
              <EntryText key={entry.title} entry={entry} />
            ))}
          </Panel>
        ))}
      </div>
    </div>
  )
}

function EntryText({ entry: { title, text, facts } }: { entry: Entry }) {
  return (
    <div className="privacy-entry">
      <h3>{title}</h3>
      {text !== undefined && <p>{text}</p>}
      {facts && (
        <dl className="privacy-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="muted small">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
