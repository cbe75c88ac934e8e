import { Trans, useLingui } from '@lingui/react/macro'
import { RotateCcw } from 'lucide-react'
import type { Response } from '../../../../shared/contract/index.ts'
import { textProblems } from '../../../../shared/notices/check.ts'
import { exampleFacts } from '../../../../shared/notices/example.ts'
import { fieldsOf, type NoticeField } from '../../../../shared/notices/own.ts'
import type { NoticeTexts } from '../../../../shared/notices/words.ts'
import { Button, Form, Panel, TextField } from '../../../../ui/index.ts'
import { KeyArea } from '../../../../ui/KeyArea.tsx'
import { useAct } from '../../../parcel/acts/useAct.tsx'
import { LANGUAGE_WORDS } from '../../../parcel/addressee/words.ts'
import { FormButtons } from '../../../parcel/FormButtons.tsx'
import { NOTICE_KIND_WORDS } from '../../../parcel/notices/words.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { BuildingSetLine } from '../SetLine.tsx'
import type { About } from './about.ts'
import { FIELD_LABELS, problemText, variablesOf } from './problems.ts'

interface TextsFormProps {
  about: About
  standing: NoticeTexts
  usual: NoticeTexts
  /** What is being written; none where nothing was changed. */
  draft: NoticeTexts | undefined
  write: (next: NoticeTexts | null) => void
  may: boolean
  set: Response<'notices.texts'>['set']
}

/** The texts of one kind of notice in one language. */
export function TextsForm({ about, standing, usual, draft, write, may, set }: TextsFormProps) {
  const { i18n } = useLingui()
  const { kind, language } = about
  const facts = exampleFacts(language, kind, about.building)
  const shown = draft ?? standing
  const fields = fieldsOf(kind)
  const problemsOf = (field: NoticeField) => textProblems(field, shown[field], facts)
  const isFit = fields.every((field) => problemsOf(field).length === 0)
  const isChanged = fields.some((field) => shown[field] !== standing[field])
  const save = useAct('notices.saveTexts', {
    says: () => ({
      title: <Trans>Texts of notices changed</Trans>,
      detail: (
        <>
          {i18n._(NOTICE_KIND_WORDS[kind])} · {i18n._(LANGUAGE_WORDS[language])}
        </>
      ),
    }),
    after: () => write(null),
  })
  const change = (field: NoticeField, text: string) => write({ ...shown, [field]: text })
  const leave = () => {
    write(null)
    save.reset()
  }
  return (
    <Panel title={<Trans>What it says</Trans>}>
      <KeyArea {...(isChanged ? { onEscape: leave } : {})}>
        <Form
          noValidate
          onSubmit={() => {
            const texts = Object.fromEntries(fields.map((field) => [field, shown[field]]))
            if (isChanged && isFit && !save.isPending) save.mutate({ kind, language, texts })
          }}
        >
          {fields.map((field) => {
            const [problem] = problemsOf(field)
            const variables = variablesOf(field)
            return (
              <div key={field} className="stack" data-gap="small" data-field={field}>
                <TextField
                  label={i18n._(FIELD_LABELS[field])}
                  help={
                    <Trans>
                      Can be filled in: <span className="notice-variables">{variables}</span>
                    </Trans>
                  }
                  multiline={field !== 'subject'}
                  isReadOnly={!may}
                  lang={language}
                  value={shown[field]}
                  onChange={(text) => change(field, text)}
                  error={problem && problemText(field, problem, i18n)}
                />
                {may && shown[field] !== usual[field] && (
                  <div className="row">
                    <Button variant="plain" size="small" icon={RotateCcw} onPress={() => change(field, usual[field])}>
                      <Trans>Back to the usual text</Trans>
                    </Button>
                  </div>
                )}
              </div>
            )
          })}
          <ErrorNote error={save.error} />
          {isChanged && (
            <FormButtons isPending={save.isPending} isDisabled={!isFit} onCancel={leave}>
              <Trans>Save</Trans>
            </FormButtons>
          )}
        </Form>
      </KeyArea>
      <BuildingSetLine set={set} />
    </Panel>
  )
}
