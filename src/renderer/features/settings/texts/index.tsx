import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { textsOf } from '../../../../shared/notices/own.ts'
import type { NoticeTexts } from '../../../../shared/notices/words.ts'
import { NOTICE_KINDS, type NoticeKind } from '../../../../shared/packages/noticeWords.ts'
import { LANGUAGES, type Language } from '../../../../shared/text/languages.ts'
import { Note, ToggleGroup } from '../../../../ui/index.ts'
import { LANGUAGE_WORDS } from '../../../parcel/addressee/words.ts'
import { NOTICE_KIND_WORDS } from '../../../parcel/notices/words.ts'
import { useMay } from '../../../window/data/useMay.ts'
import { useRoute } from '../../../window/data/queries.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { Preview } from './Preview.tsx'
import { TextsForm } from './TextsForm.tsx'
import './noticeTexts.css'

/** What notices say, in the words of the building, beside what comes of them. */
export function NoticeTextsScreen() {
  const { i18n, t } = useLingui()
  const may = useMay('building.write')
  const building = useRoute('session.get', {}).data?.building
  const { data, error } = useRoute('notices.texts', {})
  const [kind, setKind] = useState<NoticeKind>('arrived')
  const [language, setLanguage] = useState<Language>(i18n.locale === 'fr' ? 'fr' : 'en')
  // What is being written stays while another kind or language is looked at.
  const [drafts, setDrafts] = useState<Readonly<Record<string, NoticeTexts | null>>>({})
  const at = `${kind}.${language}`
  const draft = drafts[at] ?? undefined
  const write = (next: NoticeTexts | null) => setDrafts((others) => ({ ...others, [at]: next }))
  const standing = data && textsOf(data.own, language, kind, data.isAnswerRead)
  return (
    <div className="panel-board notice-texts">
      <header className="panel-board-head">
        <h1>
          <Trans>Texts of notices</Trans>
        </h1>
        <p className="muted">
          <Trans>
            A change holds for notices that leave from then on. What stands in curly brackets is filled in for each.
          </Trans>
        </p>
        {!may && (
          <Note tone="known">
            <Trans>What belongs to the whole building is changed by a manager or an administrator.</Trans>
          </Note>
        )}
        <div className="row">
          <ToggleGroup<NoticeKind>
            hideLabel
            label={t`Kind of notice`}
            choices={NOTICE_KINDS.map((id) => ({ id, label: i18n._(NOTICE_KIND_WORDS[id]) }))}
            value={kind}
            onChange={setKind}
          />
          <ToggleGroup<Language>
            hideLabel
            label={t`Language of the notice`}
            choices={LANGUAGES.map((id) => ({ id, label: i18n._(LANGUAGE_WORDS[id]) }))}
            value={language}
            onChange={setLanguage}
          />
        </div>
        <ErrorNote error={error} />
      </header>
      {data && standing && building && (
        <>
          <TextsForm
            key={at}
            about={{ kind, language, building: building.name }}
            standing={standing}
            usual={textsOf({}, language, kind, data.isAnswerRead)}
            draft={draft}
            write={write}
            may={may}
            set={data.set}
          />
          <Preview about={{ kind, language, building: building.name }} texts={draft ?? standing} />
        </>
      )}
    </div>
  )
}
