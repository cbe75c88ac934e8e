import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FilePen, Trash2 } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { format, formatFull } from '../../../ui/format.ts'
import { Button, Note, Panel } from '../../../ui/index.ts'
import { useSend } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { IncidentForm } from './IncidentForm.tsx'
import { useEntry } from './useEntry.ts'
import { INCIDENT_FACTS, type IncidentFact } from '../../../shared/privacy/incidents.ts'
import { FIELD_LABELS, type Fields } from './words.ts'

type Shown = Response<'incidents.list'>[number]

interface IncidentProps {
  incident: Shown
  mayWrite: boolean
}

/** One incident as its last entry tells it, with the entries before. */
export function Incident({ incident, mayWrite }: IncidentProps) {
  const { id, reference, entries } = incident
  const { fields, writing, isBegun, open, close } = useEntry(id)
  const [last, ...before] = entries
  if (!last) return null
  return (
    <Panel
      title={<Trans>Incident {reference}</Trans>}
      actions={
        mayWrite &&
        !fields && (
          <Button variant="plain" icon={FilePen} onPress={() => open(asFields(last))}>
            {isBegun ? <Trans>Go on with the entry</Trans> : <Trans>Correct or complete</Trans>}
          </Button>
        )
      }
    >
      {mayWrite && fields ? (
        <IncidentForm incidentId={id} fields={fields} writing={writing} onClose={close} />
      ) : (
        <>
          <Entry entry={last} />
          {mayWrite && incident.isOver && <Removal incident={incident} onRemoved={writing.forget} />}
        </>
      )}
      {before.length > 0 && (
        <details>
          <summary>
            <Plural value={before.length} one="# entry before" other="# entries before" />
          </summary>
          {before.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </details>
      )}
    </Panel>
  )
}

/** A new entry of an incident begins with what the last one says. */
function asFields({ id: _id, at: _at, by: _by, ...fields }: Shown['entries'][number]): Fields {
  return fields
}

const DAYS: ReadonlySet<string> = new Set(['knownOn', 'commissionOn', 'personsOn'])

function Entry({ entry }: { entry: Shown['entries'][number] }) {
  const { t, i18n } = useLingui()
  const time = useTimeDisplay()
  const days = format({ locale: i18n.locale, timeZone: 'UTC' }, { dateStyle: 'long' })
  const shown = (field: IncidentFact): string =>
    DAYS.has(field) ? days.format(new Date(`${values[field]}T00:00:00Z`)) : values[field]
  const { persons } = entry
  const values = {
    ...entry,
    persons: entry.isEstimated ? t`about ${persons}` : persons,
    isSerious: entry.isSerious ? t`yes` : t`no`,
  }
  return (
    <div className="incident-entry">
      <p className="muted small">
        <Trans>
          Entered by <bdi translate="no">{entry.by}</bdi>, {formatFull(entry.at, time)}
        </Trans>
      </p>
      <dl className="incident-facts">
        {INCIDENT_FACTS.filter((field) => values[field] !== '').map((field) => (
          <div key={field}>
            <dt className="muted small">{i18n._(FIELD_LABELS[field])}</dt>
            <dd dir="auto">{shown(field)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Offered when the time is over for which the law asks to keep an incident. */
function Removal({ incident: { id, reference }, onRemoved }: { incident: Shown; onRemoved: () => void }) {
  const { t } = useLingui()
  const feedback = useFeedback()
  const [asking, setAsking] = useState(false)
  const removal = useSend('incidents.remove', {
    onSuccess: () => {
      onRemoved()
      feedback.show({ tone: 'ok', title: t`Incident removed from the register` })
    },
  })
  return (
    <>
      <Note
        tone="known"
        actions={
          asking ? (
            <>
              <Button
                variant="danger"
                icon={Trash2}
                isPending={removal.isPending}
                onPress={() => removal.mutate({ incidentId: id })}
              >
                <Trans>Remove it for good</Trans>
              </Button>
              <Button variant="plain" onPress={() => setAsking(false)}>
                <Trans>Keep it</Trans>
              </Button>
            </>
          ) : (
            <Button icon={Trash2} onPress={() => setAsking(true)}>
              <Trans>Remove…</Trans>
            </Button>
          )
        }
      >
        {asking ? (
          <Trans>Incident {reference} and all of its entries go. Nobody can bring them back.</Trans>
        ) : (
          <Trans>The five years for which the law asks to keep this incident are over.</Trans>
        )}
      </Note>
      <ErrorNote error={removal.error} />
    </>
  )
}
