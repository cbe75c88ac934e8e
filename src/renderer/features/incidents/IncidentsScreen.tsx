import { Trans } from '@lingui/react/macro'
import { Plus, ShieldAlert } from 'lucide-react'
import { Button, EmptyState, Note, Panel } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useMay } from '../../window/data/useMay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Incident } from './Incident.tsx'
import { IncidentForm } from './IncidentForm.tsx'
import { SaveRegister } from './SaveRegister.tsx'
import { useEntry } from './useEntry.ts'
import { EMPTY } from './words.ts'
import './incidents.css'

/** The register of confidentiality incidents: what happened, who was told and what was done, minor ones too. */
export function IncidentsScreen() {
  const mayRead = useMay('incidents.read')
  return (
    <div className="incidents">
      <header>
        <h1>
          <Trans>Confidentiality incidents</Trans>
        </h1>
        <p className="muted">
          <Trans>
            Every incident, minor ones included: information seen, used, shared or lost without authority. Write without
            names. Entries are kept for at least five years, and nobody can change one.
          </Trans>
        </p>
      </header>
      {mayRead ? (
        <Register />
      ) : (
        <Note tone="known">
          <Trans>Managers, administrators and the board read it. Tell a manager what happened.</Trans>
        </Note>
      )}
    </div>
  )
}

function Register() {
  const mayWrite = useMay('incidents.write')
  const { data, error } = useRoute('incidents.list', {})
  return (
    <>
      <ErrorNote error={error} />
      {mayWrite ? <NewIncident isFirst={data?.length === 0} /> : data?.length === 0 && <None />}
      {data?.map((incident) => (
        <Incident key={incident.id} incident={incident} mayWrite={mayWrite} />
      ))}
      {data !== undefined && data.length > 0 && <SaveRegister />}
    </>
  )
}

function None() {
  return (
    <EmptyState icon={ShieldAlert} title={<Trans>No incident is entered</Trans>}>
      <Trans>A notice sent to the wrong person is one, and so is a lost list of names.</Trans>
    </EmptyState>
  )
}

function NewIncident({ isFirst }: { isFirst: boolean }) {
  const { fields, writing, isBegun, open, close } = useEntry(null)
  return (
    <Panel
      title={<Trans>New incident</Trans>}
      actions={
        !fields && (
          <Button variant="primary" icon={Plus} onPress={() => open(EMPTY)}>
            {isBegun ? <Trans>Go on with the entry</Trans> : <Trans>Enter an incident</Trans>}
          </Button>
        )
      }
    >
      {fields ? (
        <IncidentForm incidentId={null} fields={fields} writing={writing} onClose={close} />
      ) : (
        isFirst && <None />
      )}
    </Panel>
  )
}
