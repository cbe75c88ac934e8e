import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft, Building2 } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Form, Select, TextField } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { fieldError } from '../../parcel/words/fieldProblems.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { RequestFailure } from '../../window/data/bridge.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { NewPin, type TypedPin } from '../account/NewPin.tsx'
import { useRefusal } from '../account/useRefusal.ts'
import { useStoreRoute } from '../boot/useStoreRoute.ts'
import { FirstFrame } from './FirstFrame.tsx'
import { TimeZone } from './TimeZone.tsx'
import { useTypedForm } from './useTypedForm.ts'

/** Which languages a building has, the one that comes first first. */
const LANGUAGES = ['fr,en', 'en,fr', 'fr', 'en'] as const

/** The building, its first desk and its first person: what everything else is built on. */
export function FirstBuilding({ typed, onBack }: { typed: Response<'first.form'>; onBack: () => void }) {
  const { t, i18n } = useLingui()
  const { navigate } = useDesk()
  const start = useStartFocus()
  const { form, change, done } = useTypedForm(
    typed.form ?? {
      name: '',
      address: '',
      timezone: typed.zone,
      languages: i18n.locale === 'fr' ? ['fr', 'en'] : ['en', 'fr'],
      letter: 'A',
      person: '',
    },
  )
  const [pin, setPin] = useState<TypedPin>({ pin: '', isGood: false })
  const begin = useStoreRoute('first.building', () => {
    done()
    navigate('/ready', { replace: true })
  })
  const { form: fields, isTold, tell } = useRefusal(begin.error)
  const error = (field: string) => fieldError(begin.error, field, i18n)
  const words: Record<(typeof LANGUAGES)[number], string> = {
    'fr,en': t`French, then English`,
    'en,fr': t`English, then French`,
    fr: t`French alone`,
    en: t`English alone`,
  }
  return (
    <FirstFrame
      icon={Building2}
      title={t`My building`}
      lead={<Trans>Units, residents, shelves, scanner and labels come next.</Trans>}
    >
      <KeyArea onEscape={onBack}>
        <Form
          ref={fields}
          data-gap="large"
          noValidate
          onSubmit={() => {
            tell()
            if (pin.isGood && !begin.isPending) begin.mutate({ ...form, pin: pin.pin })
          }}
        >
          <div className="first-columns">
            <fieldset className="stack">
              <legend>
                <Trans>The building</Trans>
              </legend>
              <TextField
                inputRef={start}
                label={t`Name of the building`}
                value={form.name}
                onChange={(name) => change({ name })}
                error={error('name')}
                dir="auto"
              />
              <TextField
                label={t`Address`}
                placeholder={t`1288, rue de l’Atelier, Montréal`}
                help={<Trans>The street number tells it apart from unit numbers on labels.</Trans>}
                value={form.address}
                onChange={(address) => change({ address })}
                error={error('address')}
              />
              <TimeZone
                value={form.timezone}
                own={typed.zone}
                onChange={(timezone) => change({ timezone })}
                error={error('timezone')}
              />
              <Select
                label={t`Languages of the residents`}
                value={form.languages.join(',') as (typeof LANGUAGES)[number]}
                onChange={(next) => change({ languages: next.split(',') as typeof form.languages })}
                options={LANGUAGES.map((id) => ({ id, label: words[id] }))}
              />
            </fieldset>
            <fieldset className="stack">
              <legend>
                <Trans>This desk and you</Trans>
              </legend>
              <TextField
                label={t`Letter of this desk`}
                help={<Trans>Parcels are numbered with it: A1, A2… Each desk has its own.</Trans>}
                value={form.letter}
                onChange={(letter) => change({ letter: letter.toUpperCase() })}
                error={error('letter')}
              />
              <TextField
                label={t`Your name, as everybody here reads it`}
                help={<Trans>You are the administrator of this building.</Trans>}
                value={form.person}
                onChange={(person) => change({ person })}
                error={error('person')}
                dir="auto"
              />
              <NewPin onChange={setPin} isTold={isTold} />
            </fieldset>
          </div>
          {!isOfFields(begin.error) && <ErrorNote error={begin.error} />}
          <div className="row">
            <Button variant="primary" size="large" type="submit" isPending={begin.isPending}>
              <Trans>Begin</Trans>
            </Button>
            <Button size="large" icon={ArrowLeft} onPress={onBack}>
              <Trans>Back</Trans>
            </Button>
          </div>
        </Form>
      </KeyArea>
    </FirstFrame>
  )
}

const isOfFields = (error: unknown): boolean => error instanceof RequestFailure && error.code === 'FIELDS_REFUSED'
