import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { CalendarOff, Forward, HandHelping, MessageSquareText, PackagePlus, UserX } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Button, Chip, Note, Panel } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { ParcelList } from './ParcelList.tsx'
import { Absences } from './Absences.tsx'
import { Authorisations } from './Authorisations.tsx'
import { History } from './History.tsx'
import { channelWords, LANGUAGE_WORDS, OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
import './residents.css'

type Resident = Response<'residents.get'>

/** One person: where they live, how to reach them, who may collect for them, and what waits. */
export function ResidentScreen() {
  const { id } = useParams({ from: '/residents/$id' })
  const { data, error } = useRoute('residents.get', { id })
  if (error) return <ErrorNote error={error} />
  return data ? <Person key={id} person={data} /> : null
}

function Person({ person }: { person: Resident }) {
  const { i18n } = useLingui()
  const navigate = useNavigate()
  const mayWrite = useMay('messages.write')
  const formats = useFormats()
  const present = person.occupancies.filter(({ former }) => !former)
  const former = person.occupancies.filter((one) => one.former)
  const movedOut = present.length === 0
  const absence = person.absences.find(({ active }) => active)
  const home = present[0] ?? former[0]
  const here = { residentId: person.id, ...(home && { unitId: home.unitId }) }
  return (
    <div className="stack resident" data-gap="large">
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
            </p>
          </div>
        </div>
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
      </header>
      <div className="resident-columns">
        <div className="stack">
          <ParcelList
            title={<Trans>Waiting</Trans>}
            rows={person.waiting}
            empty={<Trans>Nothing is waiting for them.</Trans>}
          />
          <ParcelList
            title={<Trans>Recent</Trans>}
            rows={person.recent}
            empty={<Trans>Nothing has been picked up yet.</Trans>}
          />
        </div>
        <div className="stack">
          <Contact person={person} />
          <Authorisations person={person} />
          <Absences person={person} />
          {former.length > 0 && (
            <Panel title={<Trans>Lived before in</Trans>}>
              <ul className="stack" data-gap="small">
                {former.map((one) => (
                  <li key={`${one.unitId} ${one.from}`} className="row" data-gap="small">
                    <UnitBadge unit={one.unitNumber} size="row" />
                    {i18n._(OCCUPANCY_WORDS[one.kind])}
                    {one.to !== null && (
                      <span className="muted">
                        <Trans>until {formats.date(one.to)}</Trans>
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <History about={{ residentId: person.id }} />
        </div>
      </div>
    </div>
  )
}

function Contact({ person }: { person: Resident }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  return (
    <Panel title={<Trans>Contact</Trans>}>
      <dl className="facts">
        <dt>
          <Trans>Phone</Trans>
        </dt>
        <dd>{person.phone ?? <Trans>none</Trans>}</dd>
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
        <dd>{person.confirmedOn === null ? <Trans>never</Trans> : formats.date(person.confirmedOn)}</dd>
      </dl>
    </Panel>
  )
}
