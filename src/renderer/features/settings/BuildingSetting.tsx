import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { BUILDING_SETTINGS, type BuildingKey } from '../../../shared/settings/list.ts'
import { COUNTRIES } from '../../../shared/settings/countries.ts'
import { readZone } from '../../../shared/settings/shapes.ts'
import { Checkboxes, Form, Select, TextField } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { formatTime } from '../../../ui/format.ts'
import { useNow } from '../../../ui/clock.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { FormButtons } from '../../parcel/FormButtons.tsx'
import { fieldError } from '../../parcel/words/fieldProblems.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { BuildingSetLine } from './SetLine.tsx'
import { BUILDING_WORDS, shownValue, someOf } from './words.ts'

interface BuildingSettingProps {
  settingKey: BuildingKey
  setting: Response<'settings.get'>['building'][BuildingKey]
  may: boolean
}

/** One setting of the building: its value, changed in place by who may, and who set it last. */
export function BuildingSetting({ settingKey: key, setting, may }: BuildingSettingProps) {
  const { i18n } = useLingui()
  const { kind } = BUILDING_SETTINGS[key].shape
  return (
    <div className="setting">
      {!may ? (
        <div className="field">
          <span className="label">{i18n._(BUILDING_WORDS[key].label)}</span>
          <span className="setting-value">{shownValue(key, setting.value, i18n) || '–'}</span>
        </div>
      ) : kind === 'country' || kind === 'languages' ? (
        <Chosen settingKey={key} value={setting.value} />
      ) : (
        <Typed settingKey={key} value={setting.value} />
      )}
      <BuildingSetLine set={setting.set} />
    </div>
  )
}

interface ValueProps {
  settingKey: BuildingKey
  value: string
}

/** Sends a change and tells it, with the way back. */
function useSave(key: BuildingKey, after?: () => void) {
  const { i18n, t } = useLingui()
  return useAct('settings.save', {
    says: (_, { value }) => ({
      title: i18n._(BUILDING_WORDS[key].label),
      detail: <bdi>{shownValue(key, value, i18n) || t`nothing`}</bdi>,
    }),
    ...(after ? { after } : {}),
  })
}

/** What is typed is saved with Enter, and left as it was with Escape. */
function Typed({ settingKey: key, value }: ValueProps) {
  const { i18n } = useLingui()
  const { label, help } = BUILDING_WORDS[key]
  const { shape } = BUILDING_SETTINGS[key]
  const [draft, setDraft] = useState<string | null>(null)
  const isChanged = draft !== null && draft !== value
  const save = useSave(key, () => setDraft(null))
  const problem = fieldError(save.error, 'value', i18n)
  const leave = () => {
    setDraft(null)
    save.reset()
  }
  return (
    // Where nothing is being changed, Escape leaves the field, so that F9 undoes what was saved.
    <KeyArea {...(isChanged ? { onEscape: leave } : {})}>
      <Form
        data-gap="small"
        noValidate
        onSubmit={() => {
          if (isChanged && !save.isPending) save.mutate({ key, value: draft })
        }}
      >
        {shape.kind === 'weekdays' || shape.kind === 'channels' ? (
          <Some
            kind={shape.kind}
            label={i18n._(label)}
            help={help && i18n._(help)}
            value={draft ?? value}
            onChange={setDraft}
            error={problem}
          />
        ) : (
          <TextField
            label={i18n._(label)}
            help={help && <>{i18n._(help)}</>}
            multiline={'lines' in shape}
            value={draft ?? value}
            onChange={setDraft}
            error={problem}
            dir="auto"
            {...(shape.kind === 'number' ? { inputMode: 'numeric' as const } : {})}
          />
        )}
        {shape.kind === 'zone' && <ZoneNow typed={draft ?? value} />}
        {problem === undefined && <ErrorNote error={save.error} />}
        {isChanged && (
          <FormButtons isPending={save.isPending} onCancel={leave}>
            <Trans>Save</Trans>
          </FormButtons>
        )}
      </Form>
    </KeyArea>
  )
}

interface SomeProps {
  kind: 'weekdays' | 'channels'
  label: string
  help: string | undefined
  error: string | undefined
  value: string
  onChange: (value: string) => void
}

/** Some of a list, in the order of the list. */
function Some({ kind, label, help, error, value, onChange }: SomeProps) {
  const { i18n } = useLingui()
  const choices = someOf(kind, i18n)
  const values = value.split(',')
  return (
    <Checkboxes
      label={label}
      help={help}
      error={error}
      choices={choices}
      values={values}
      onChange={(next) => onChange(choices.flatMap(({ id }) => (next.includes(id) ? id : [])).join(','))}
    />
  )
}

/** What the clock shows there: the proof that the right zone is meant. */
function ZoneNow({ typed }: { typed: string }) {
  const { i18n } = useLingui()
  const now = useNow()
  const zone = readZone(typed)
  if (zone === null) return null
  const time = formatTime(now, { locale: i18n.locale, timeZone: zone })
  return (
    <p className="muted small">
      <Trans>
        Now in {zone}: {time}
      </Trans>
    </p>
  )
}

/** What is chosen is saved at once. */
function Chosen({ settingKey: key, value }: ValueProps) {
  const { i18n } = useLingui()
  const save = useSave(key)
  const { label, help } = BUILDING_WORDS[key]
  const values = BUILDING_SETTINGS[key].shape.kind === 'country' ? COUNTRIES : ['fr,en', 'en,fr', 'fr', 'en']
  const all = values.some((one) => one === value) ? values : [value, ...values]
  return (
    <div className="stack" data-gap="small">
      <Select
        label={i18n._(label)}
        isDisabled={save.isPending}
        value={value}
        onChange={(next) => {
          if (next !== value) save.mutate({ key, value: next })
        }}
        options={all.map((id) => ({ id, label: shownValue(key, id, i18n) }))}
      />
      {help && <p className="help">{i18n._(help)}</p>}
      <ErrorNote error={save.error} />
    </div>
  )
}
