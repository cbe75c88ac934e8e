import { Trans, useLingui } from '@lingui/react/macro'
import { BadgeCheck, CalendarClock, Pencil } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { dayAfter } from '../../../shared/people/dates.ts'
import { FRESH_DAYS } from '../../../shared/people/fresh.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import { useNow } from '../../../ui/clock.ts'
import { Button, Chip, Panel } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { PhoneNumber } from '../../parcel/addressee/PhoneNumber.tsx'
import { channelWords, COLLECTING_WORDS } from '../../parcel/addressee/words.ts'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useMay } from '../../window/data/useMay.ts'
import { EditForm } from '../../parcel/EditForm.tsx'
import { draftOf, PersonFields, type PersonDraft } from './PersonFields.tsx'
import { useKeptFields, type KeptFields } from '../../messages/useKeptFields.ts'

type Resident = Response<'residents.get'>

/** How to reach somebody, changed in place. */
export function Contact({ person }: { person: Resident }) {
  const may = useMay('directory.write')
  const writing = useKeptFields<PersonDraft>('person', person.id)
  const fields = may ? writing.fields : null
  return (
    <Panel
      title={<Trans>Contact</Trans>}
      actions={
        may &&
        !fields && (
          <Button icon={Pencil} onPress={() => writing.begin(draftOf(person))}>
            <Trans>Change</Trans>
          </Button>
        )
      }
    >
      {fields ? <PersonForm person={person} writing={writing} fields={fields} /> : <Facts person={person} may={may} />}
    </Panel>
  )
}

function PersonForm({
  person,
  writing,
  fields,
}: {
  person: Resident
  writing: KeptFields<PersonDraft>
  fields: PersonDraft
}) {
  const save = useAct('residents.save', {
    says: () => ({ title: <Trans>Details saved</Trans>, detail: <bdi translate="no">{person.name}</bdi> }),
    after: writing.forget,
  })
  return (
    <EditForm
      save={save}
      onSave={() => save.mutate({ ...writing.onto(draftOf(person)), home: null })}
      onCancel={writing.forget}
    >
      <PersonFields fields={fields} onChange={writing.change} error={save.error} />
    </EditForm>
  )
}

function Facts({ person, may }: { person: Resident; may: boolean }) {
  const { i18n } = useLingui()
  return (
    <dl className="facts">
      <dt>
        <Trans>Phone</Trans>
      </dt>
      <dd className="stack" data-gap="small">
        {person.phones.length === 0 && <Trans>none</Trans>}
        {person.phones.map((phone) => (
          <PhoneNumber key={`${phone.typed} ${phone.extension}`} phone={phone} />
        ))}
      </dd>
      <dt>
        <Trans>Email</Trans>
      </dt>
      <dd>{person.email ?? <Trans>none</Trans>}</dd>
      <dt>
        <Trans>Notified by</Trans>
      </dt>
      <dd>{person.channels.map((channel) => i18n._(channelWords(channel))).join(', ') || <Trans>none</Trans>}</dd>
      {person.aliases.length > 0 && (
        <>
          <dt>
            <Trans>Also on labels as</Trans>
          </dt>
          <dd translate="no">{person.aliases.join(', ')}</dd>
        </>
      )}
      {person.collecting !== null && (
        <>
          <dt>
            <Trans>Pickup</Trans>
          </dt>
          <dd>{i18n._(COLLECTING_WORDS[person.collecting])}</dd>
        </>
      )}
      {person.accessNeed !== '' && (
        <>
          <dt>
            <Trans>Needs at pickup</Trans>
          </dt>
          <dd>
            <bdi>{person.accessNeed}</bdi>
          </dd>
        </>
      )}
      {person.emergencyContact !== null && (
        <>
          <dt>
            <Trans>In an emergency</Trans>
          </dt>
          <dd>{person.emergencyContact}</dd>
        </>
      )}
      {person.notes !== '' && (
        <>
          <dt>
            <Trans>Note</Trans>
          </dt>
          <dd className="resident-note">{person.notes}</dd>
        </>
      )}
      <dt>
        <Trans>Confirmed</Trans>
      </dt>
      <dd>
        <Confirmed person={person} may={may} />
      </dd>
    </dl>
  )
}

/** When they last confirmed what is known of them, else when it was entered; marked when that is long ago. */
function Confirmed({ person, may }: { person: Resident; may: boolean }) {
  const formats = useFormats()
  const today = dateIn(formats.timezone, new Date(useNow()))
  const entered = dateIn(formats.timezone, new Date(person.enteredAt))
  const isStale = (person.confirmedOn ?? entered) < dayAfter(today, -FRESH_DAYS)
  const confirm = useAct('residents.confirm', {
    says: () => ({ title: <Trans>Confirmed today</Trans>, detail: <bdi translate="no">{person.name}</bdi> }),
  })
  return (
    <span className="row" data-gap="small">
      {person.confirmedOn === null ? (
        <Trans>Entered on {formats.date(entered)}, not asked since</Trans>
      ) : (
        formats.date(person.confirmedOn)
      )}
      {isStale && (
        <Chip tone="attention" icon={CalendarClock}>
          <Trans>over a year ago</Trans>
        </Chip>
      )}
      {may && person.confirmedOn !== today && (
        <Button
          size="small"
          icon={BadgeCheck}
          isPending={confirm.isPending}
          onPress={() => confirm.mutate({ id: person.id })}
        >
          <Trans>Confirmed today</Trans>
        </Button>
      )}
    </span>
  )
}
