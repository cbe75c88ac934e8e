import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { CalendarOff, Forward, HandHelping, MessageSquareText, PackagePlus, UserX } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Button, Chip, Note } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { ParcelList } from './ParcelList.tsx'
import { Absences } from './Absences.tsx'
import { Authorisations } from './Authorisations.tsx'
import { Conflicts } from './Conflicts.tsx'
import { Contact } from './Contact.tsx'
import { History } from './History.tsx'
import { Homes } from './Homes.tsx'
import { LANGUAGE_WORDS, OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
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
  const former = person.occupancies.find((one) => one.former)
  const movedOut = present.length === 0
  const absence = person.absences.find(({ active }) => active)
  const home = present[0] ?? former
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
          <Conflicts about={{ residentId: person.id }} />
          <Contact person={person} />
          <Homes person={person} />
          <Authorisations person={person} />
          <Absences person={person} />
          <History about={{ residentId: person.id }} />
        </div>
      </div>
    </div>
  )
}
