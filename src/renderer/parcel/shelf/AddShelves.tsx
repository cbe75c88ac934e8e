import { useState } from 'react'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData } from '@tanstack/react-query'
import type { Response } from '../../../shared/contract/index.ts'
import type { ShelfProblem } from '../../../shared/text/shelfCodes.ts'
import { Form, Note, TextField } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useRoute } from '../../window/data/queries.ts'
import { useAct } from '../acts/useAct.tsx'
import { FormButtons } from '../FormButtons.tsx'
import { fieldError } from '../words/fieldProblems.ts'
import './shelf.css'

type Preview = Response<'shelves.preview'>

const PROBLEM_WORDS: Readonly<Record<ShelfProblem, MessageDescriptor>> = {
  no_code: msg`letters and digits only, at most 10, so that a barcode can hold it`,
  too_many: msg`too many: at most 200 at once`,
}

/** Shelves typed one by one or as ranges, with what they would make. Enter adds them, Escape leaves. */
export function AddShelves({ onDone }: { onDone: () => void }) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const [text, setText] = useState('')
  const isTyped = text.trim() !== ''
  const preview = useRoute('shelves.preview', { text }, { enabled: isTyped, placeholderData: keepPreviousData })
  const found = isTyped ? preview.data : undefined
  const count = found?.codes.length ?? 0
  const add = useAct('shelves.add', {
    says: ({ added, first, last }) => ({
      title: <Plural value={added} one="Shelf added" other="# shelves added" />,
      detail: added === 1 ? first : `${first} – ${last}`,
    }),
    after: onDone,
  })
  return (
    <KeyArea onEscape={onDone}>
      <Form
        className="stack add-shelves"
        noValidate
        onSubmit={() => {
          if (!add.isPending) add.mutate({ text })
        }}
      >
        <TextField
          inputRef={start}
          label={t`New shelves`}
          placeholder="E1-E6, COLD"
          help={<Trans>One by one or as ranges, separated by commas, as short as they are called.</Trans>}
          value={text}
          onChange={setText}
          error={fieldError(add.error, 'text', i18n)}
        />
        {found && <WhatWillBe found={found} />}
        <ErrorNote error={add.error} />
        <FormButtons isPending={add.isPending} isDisabled={count === 0} onCancel={onDone}>
          {count > 0 ? <Plural value={count} one="Add # shelf" other="Add # shelves" /> : <Trans>Add shelves</Trans>}
        </FormButtons>
      </Form>
    </KeyArea>
  )
}

function WhatWillBe({ found: { codes, existing, problems } }: { found: Preview }) {
  const { i18n } = useLingui()
  return (
    <>
      {codes.length > 0 && (
        <p className="shelf-codes" translate="no">
          {codes.map((code) => (
            <strong key={code}>{code}</strong>
          ))}
        </p>
      )}
      {existing.length > 0 && (
        <Note tone="known">
          <Plural
            value={existing.length}
            one="# is there already and stays as it is:"
            other="# are there already and stay as they are:"
          />{' '}
          <span translate="no">{existing.join(', ')}</span>
        </Note>
      )}
      {problems.map(({ text, problem }) => (
        <Note key={text} tone="error">
          <Trans>
            <bdi translate="no">{text}</bdi>: {i18n._(PROBLEM_WORDS[problem])}
          </Trans>
        </Note>
      ))}
    </>
  )
}
