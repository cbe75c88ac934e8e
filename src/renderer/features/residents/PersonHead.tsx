import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import {
  Accessibility,
  CalendarOff,
  DoorOpen,
  Forward,
  HandHelping,
  MessageSquareText,
  NotebookPen,
  PackagePlus,
  UserX,
} from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Chip, Note } from '../../../ui/index.ts'
import { PhoneNumber } from '../../parcel/addressee/PhoneNumber.tsx'
import { COLLECTING_WORDS, LANGUAGE_WORDS, OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useMay } from '../../window/data/useMay.ts'

type Resident = Response<'residents.get'>

/** What a desk needs of somebody at a glance: the door, who, how to reach them, what to keep in mind, and what can be done. */
export function PersonHead({ person }: { person: Resident }) {
  const { i18n } = useLingui()
  const present = person.occupancies.filter(({ former }) => !former)
  const movedOut = present.length === 0
  const phones = person.phones.filter(({ e164 }) => e164 !== null).slice(0, 2)
  return (
    <header className="stack">
      <div className="row resident-head">
        {present.map((one) => (
          <UnitBadge key={one.unitId} unit={one.unitNumber} size="huge" />
        ))}
        {movedOut && <UnitBadge unit={null} size="huge" />}
        <div className="stack" data-gap="small">
          <h1 translate="no">{person.name}</h1>
          <p className="row" data-gap="small">
            {present.map((one) => (
              <Chip key={one.unitId}>
                {i18n._(OCCUPANCY_WORDS[one.kind])}
                {present.length > 1 && ` · ${one.unitNumber}`}
              </Chip>
            ))}
            <Chip>{i18n._(LANGUAGE_WORDS[person.language])}</Chip>
            {movedOut && (
              <Chip tone="error" icon={UserX}>
                <Trans>Moved out</Trans>
              </Chip>
            )}
            {person.accessNeed !== '' && (
              <Chip tone="known" icon={Accessibility}>
                <bdi>{person.accessNeed}</bdi>
              </Chip>
            )}
            {person.collecting !== null && <Chip icon={DoorOpen}>{i18n._(COLLECTING_WORDS[person.collecting])}</Chip>}
          </p>
          {phones.length > 0 && (
            <p className="row resident-reach">
              {phones.map((phone) => (
                <PhoneNumber key={`${phone.typed} ${phone.extension}`} phone={phone} />
              ))}
            </p>
          )}
        </div>
      </div>
      <Reminders person={person} />
      <Actions person={person} />
    </header>
  )
}

/** What must not be overlooked: that they are away, and the note for the desk. */
function Reminders({ person }: { person: Resident }) {
  const formats = useFormats()
  const absence = person.absences.find(({ active }) => active)
  return (
    <>
      {absence && (
        <Note tone="attention" icon={absence.kind === 'forward' ? Forward : CalendarOff}>
          {absence.kind === 'forward' ? (
            <Trans>Away until {formats.date(absence.to)}: forward parcels, as they asked.</Trans>
          ) : (
            <Trans>Away until {formats.date(absence.to)}: keep parcels here.</Trans>
          )}
          {absence.note !== '' && <> {absence.note}</>}
        </Note>
      )}
      {person.notes !== '' && (
        <Note tone="known" icon={NotebookPen}>
          <span className="resident-note">{person.notes}</span>
        </Note>
      )}
    </>
  )
}

function Actions({ person }: { person: Resident }) {
  const navigate = useNavigate()
  const mayWrite = useMay('messages.write')
  const home = person.occupancies.find(({ former }) => !former) ?? person.occupancies[0]
  const here = { residentId: person.id, ...(home && { unitId: home.unitId }) }
  return (
    <div className="row">
      <Button
        variant="primary"
        size="large"
        icon={HandHelping}
        isDisabled={person.waiting.length === 0}
        onPress={() => void navigate({ to: '/handover', search: here })}
      >
        <Trans>Hand over</Trans>
      </Button>
      <Button size="large" icon={PackagePlus} onPress={() => void navigate({ to: '/intake', search: here })}>
        <Trans>New parcel for them</Trans>
      </Button>
      {mayWrite && (
        <Button
          size="large"
          icon={MessageSquareText}
          onPress={() => void navigate({ to: '/messages/new', search: { residentId: person.id } })}
        >
          <Trans>Write to them</Trans>
        </Button>
      )}
    </div>
  )
}
