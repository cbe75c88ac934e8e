import { Trans, useLingui } from '@lingui/react/macro'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { COLLECTING } from '../../../shared/people/kinds.ts'
import { Checkbox, Select, TextField, ToggleGroup } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { channelWords, COLLECTING_WORDS, LANGUAGE_WORDS } from '../../parcel/addressee/words.ts'
import { fieldError } from '../../parcel/words/fieldProblems.ts'
import { emptyPhone, PhoneFields } from './PhoneFields.tsx'

/** A person as they are being written. */
export type PersonDraft = Omit<Request<'residents.save'>, 'home'>

const CHANNELS = ['email', 'sms', 'app'] as const
type Channel = (typeof CHANNELS)[number]
const isChannel = (channel: string): channel is Channel => (CHANNELS as readonly string[]).includes(channel)

/** A person as the form begins with them. */
export const draftOf = (person: Response<'residents.get'>): PersonDraft => ({
  id: person.id,
  givenName: person.givenName,
  familyName: person.familyName,
  aliases: person.aliases.join('\n'),
  language: person.language,
  email: person.email ?? '',
  phones:
    person.phones.length === 0 ? [emptyPhone] : person.phones.map(({ typed, label, sms }) => ({ typed, label, sms })),
  channels: person.channels.filter(isChannel),
  emergencyContact: person.emergencyContact ?? '',
  notes: person.notes,
  collecting: person.collecting,
  accessNeed: person.accessNeed,
})

/** Somebody of whom nothing is written yet. */
export const newDraft = (id: string, language: PersonDraft['language']): PersonDraft => ({
  id,
  givenName: '',
  familyName: '',
  aliases: '',
  language,
  email: '',
  phones: [emptyPhone],
  channels: ['email'],
  emergencyContact: '',
  notes: '',
  collecting: null,
  accessNeed: '',
})

interface PersonFieldsProps {
  fields: PersonDraft
  onChange: (part: Partial<PersonDraft>) => void
  error: unknown
}

/** What is known of a person, field by field. */
export function PersonFields({ fields, onChange, error }: PersonFieldsProps) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const at = (field: Exclude<keyof PersonDraft, 'id' | 'language' | 'channels' | 'phones' | 'collecting'>) => ({
    value: fields[field],
    onChange: (value: string) => onChange({ [field]: value }),
    error: fieldError(error, field, i18n),
    dir: 'auto',
  })
  return (
    <>
      <div className="directory-fields directory-names">
        <TextField inputRef={start} label={t`First names`} {...at('givenName')} />
        <TextField label={t`Family name, or the only name`} {...at('familyName')} />
      </div>
      <TextField multiline label={t`Other names on labels, one on each line`} {...at('aliases')} />
      <PhoneFields phones={fields.phones} onChange={(phones) => onChange({ phones })} error={error} />
      <TextField label={t`Email`} {...at('email')} />
      <div className="directory-fields">
        <ToggleGroup
          label={t`Language`}
          choices={[
            { id: 'fr', label: i18n._(LANGUAGE_WORDS.fr) },
            { id: 'en', label: i18n._(LANGUAGE_WORDS.en) },
          ]}
          value={fields.language}
          onChange={(language) => onChange({ language })}
        />
        <fieldset className="field">
          <legend className="label">
            <Trans>Notified by</Trans>
          </legend>
          <div className="row">
            {CHANNELS.map((channel) => (
              <Checkbox
                key={channel}
                isSelected={fields.channels.includes(channel)}
                onChange={(on) =>
                  onChange({
                    channels: CHANNELS.filter((one) => (one === channel ? on : fields.channels.includes(one))),
                  })
                }
              >
                {i18n._(channelWords(channel))}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      </div>
      <div className="directory-fields">
        <Select
          label={t`Preferred pickup`}
          options={[
            { id: 'unsaid', label: t`not said` },
            ...COLLECTING.map((id) => ({ id, label: i18n._(COLLECTING_WORDS[id]) })),
          ]}
          value={fields.collecting ?? 'unsaid'}
          onChange={(collecting) => onChange({ collecting: collecting === 'unsaid' ? null : collecting })}
        />
        <TextField label={t`Needs at pickup (wheelchair, hearing…)`} {...at('accessNeed')} />
      </div>
      <TextField label={t`In an emergency`} {...at('emergencyContact')} />
      <TextField multiline label={t`Note for the desk`} {...at('notes')} />
    </>
  )
}
