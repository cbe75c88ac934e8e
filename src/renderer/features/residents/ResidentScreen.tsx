import { useDeferredValue } from 'react'
import { Trans } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import type { Response } from '../../../shared/contract/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Absences } from './Absences.tsx'
import { Authorisations } from './Authorisations.tsx'
import { Belongings } from './Belongings.tsx'
import { Conflicts } from './Conflicts.tsx'
import { Contact } from './Contact.tsx'
import { History } from './History.tsx'
import { Homes } from './Homes.tsx'
import { Merged } from './Merged.tsx'
import { ParcelList } from './ParcelList.tsx'
import { PersonHead } from './PersonHead.tsx'
import { PersonMessages } from './PersonMessages.tsx'
import { PersonNotices } from './PersonNotices.tsx'
import { TheirData } from './TheirData.tsx'
import { WaitingParcels } from './WaitingParcels.tsx'
import './residents.css'

/** One person: where they live, how to reach them, who may collect for them, and what waits. */
export function ResidentScreen() {
  const { id } = useParams({ from: '/residents/$id' })
  const { data, error } = useRoute('residents.get', { id })
  if (error) return <ErrorNote error={error} />
  return data ? <Person key={data.id} person={data} /> : null
}

/**
 * What the desk does with them first, then what is known of them, then what was. What ends the columns is drawn after the first
 * frame: it stands below all else, so nothing moves when it comes.
 */
function Person({ person }: { person: Response<'residents.get'> }) {
  const isWhole = useDeferredValue(true, false)
  return (
    <div className="stack resident" data-gap="large">
      <PersonHead person={person} />
      <div className="panel-columns resident-columns">
        <div className="stack">
          <WaitingParcels person={person} />
          <Authorisations person={person} />
          {isWhole && <Absences person={person} />}
        </div>
        <div className="stack">
          <Conflicts about={{ residentId: person.id }} />
          <Contact person={person} />
          <Merged person={person} />
          <Homes person={person} />
          {isWhole && <Belongings person={person} />}
        </div>
        <div className="stack resident-past">
          {isWhole && (
            <>
              <PersonNotices residentId={person.id} />
              <PersonMessages residentId={person.id} />
              <ParcelList
                title={<Trans>Recent</Trans>}
                rows={person.recent}
                empty={<Trans>Nothing has been picked up yet.</Trans>}
              />
              <History about={{ residentId: person.id }} />
              <TheirData person={person} />
            </>
          )}
        </div>
      </div>
    </div>
  )
}
