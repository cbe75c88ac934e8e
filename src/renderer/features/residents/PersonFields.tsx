import { Trans, useLingui } from '@lingui/react/macro'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { Checkbox, TextField, ToggleGroup } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { channelWords, LANGUAGE_WORDS } from '../../parcel/addressee/words.ts'
import { fieldError } from './fieldWords.ts'

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
  phone: person.phone ?? '',
  channels: person.channels.filter(isChannel),
  emergencyContact: person.emergencyContact ?? '',
  notes: person.notes,
})

/** Somebody of whom nothing is written yet. */
export const newDraft = (id: string): PersonDraft => ({
  id,
  givenName: '',
  familyName: '',
  aliases: '',
  language: 'fr',
  email: '',
  phone: '',
  channels: ['email'],
  emergencyContact: '',
  notes: '',
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
  const at = (field: Exclude<keyof PersonDraft, 'id' | 'language' | 'channels'>) => ({
    value: fields[field],
    onChange: (value: string) => onChange({ [field]: value }),
    error: fieldError(error, field, i18n),
    dir: 'auto',
  })
  return (
    <>
      <div className="directory-fields">
        <TextField inputRef={start} label={t`First names`} {...at('givenName')} />
        <TextField label={t`Family name, or the only name`} {...at('familyName')} />
      </div>
      <TextField multiline label={t`Other names on labels, one on each line`} {...at('aliases')} />
      <div className="directory-fields">
        <TextField label={t`Phone`} {...at('phone')} />
        <TextField label={t`Email`} {...at('email')} />
      </div>
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
      <TextField label={t`In an emergency`} {...at('emergencyContact')} />
      <TextField multiline label={t`Note for the desk`} {...at('notes')} />
    </>
  )
}
