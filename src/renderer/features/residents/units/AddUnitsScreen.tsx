import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Request } from '../../../../shared/contract/index.ts'
import { UNIT_KINDS } from '../../../../shared/people/kinds.ts'
import { Form, Panel, TextField, ToggleGroup } from '../../../../ui/index.ts'
import { KeyArea } from '../../../../ui/KeyArea.tsx'
import { useStartFocus } from '../../../../ui/useStartFocus.ts'
import { FormButtons } from '../../../parcel/FormButtons.tsx'
import { useAct } from '../../../parcel/acts/useAct.tsx'
import { useRoute } from '../../../window/data/queries.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { fieldError } from '../../../parcel/words/fieldProblems.ts'
import { MayNot } from '../MayNot.tsx'
import { UNIT_KIND_WORDS } from '../unitWords.ts'
import { RangePreview } from './RangePreview.tsx'
import '../residents.css'
import './units.css'

type Draft = Request<'units.add'> & { floors: { first: string; floor: string }[] }
const EMPTY: Draft = { text: '', kind: 'residential', tower: '', floors: [] }

/** Units typed one by one or as ranges, with what they would make. */
export function AddUnitsScreen() {
  const { i18n, t } = useLingui()
  const navigate = useNavigate()
  const start = useStartFocus()
  const [draft, setDraft] = useState(EMPTY)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const typed = draft.text.trim() !== ''
  const preview = useRoute('units.preview', draft, { enabled: typed, placeholderData: keepPreviousData })
  const found = typed ? preview.data : undefined
  const leave = () => void navigate({ to: '/units' })
  const add = useAct('units.add', {
    says: ({ added, first, last }) => ({
      title: <Plural value={added} one="Unit added" other="# units added" />,
      detail: added === 1 ? first : `${first} – ${last}`,
    }),
    after: leave,
  })
  return (
    <div className="stack units-new" data-gap="large">
      <h1>
        <Trans>Add units</Trans>
      </h1>
      <MayNot />
      <KeyArea onEscape={leave}>
        <Form
          className="stack directory-form"
          noValidate
          onSubmit={() => {
            if (!add.isPending) add.mutate(draft)
          }}
        >
          <Panel>
            <div className="stack">
              <TextField
                inputRef={start}
                size="large"
                label={t`Numbers as on the doors`}
                placeholder="101-112, 201-212, PH1-PH4"
                help={
                  <Trans>
                    One by one or as ranges, separated by commas. Zeros, letters and dashes are kept. A number with a
                    dash that is no range goes in quotes: “12-24”.
                  </Trans>
                }
                value={draft.text}
                onChange={(text) => change({ text })}
                error={fieldError(add.error, 'text', i18n)}
              />
              <div className="row units-of-all">
                <ToggleGroup
                  label={t`Type`}
                  choices={UNIT_KINDS.map((id) => ({ id, label: i18n._(UNIT_KIND_WORDS[id]) }))}
                  value={draft.kind}
                  onChange={(kind) => change({ kind })}
                />
                <TextField
                  label={t`Tower`}
                  help={<Trans>Short, as on the door: 2, B, East.</Trans>}
                  value={draft.tower}
                  onChange={(tower) => change({ tower })}
                  error={fieldError(preview.error ?? add.error, 'tower', i18n)}
                />
              </div>
            </div>
          </Panel>
          {found && (
            <RangePreview
              found={found}
              floors={draft.floors}
              error={preview.error ?? add.error}
              onFloor={(first, floor) =>
                change({ floors: [...draft.floors.filter((one) => one.first !== first), { first, floor }] })
              }
            />
          )}
          <ErrorNote error={add.error} />
          <FormButtons size="large" isPending={add.isPending} isDisabled={!found?.count} onCancel={leave}>
            {found?.count ? (
              <Plural value={found.count} one="Add # unit" other="Add # units" />
            ) : (
              <Trans>Add units</Trans>
            )}
          </FormButtons>
        </Form>
      </KeyArea>
    </div>
  )
}
