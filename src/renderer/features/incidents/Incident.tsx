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
import { FIELD_LABELS, SHOWN } from './words.ts'

interface IncidentProps {
  incident: Response<'incidents.list'>[number]
  place: number
  mayWrite: boolean
  isWriting: boolean
  onWrite: () => void
  onDone: () => void
}

/** One incident as its last entry tells it, with the entries before. */
export function Incident({ incident, place, mayWrite, isWriting, onWrite, onDone }: IncidentProps) {
  const { id, entries } = incident
  const [last, ...before] = entries
  if (!last) return null
  return (
    <Panel
      title={<Trans>Incident {place}</Trans>}
      actions={
        mayWrite &&
        !isWriting && (
          <Button variant="plain" icon={FilePen} onPress={onWrite}>
            <Trans>Correct or complete</Trans>
          </Button>
        )
      }
    >
      {isWriting ? <IncidentForm incidentId={id} before={last} onDone={onDone} /> : <Entry entry={last} />}
      {!isWriting && mayWrite && incident.isOver && <Removal incidentId={id} place={place} />}
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

const DAYS: ReadonlySet<string> = new Set(['knownOn', 'commissionOn', 'personsOn'])

function Entry({ entry }: { entry: Response<'incidents.list'>[number]['entries'][number] }) {
  const { t, i18n } = useLingui()
  const time = useTimeDisplay()
  const days = format({ locale: i18n.locale, timeZone: 'UTC' }, { dateStyle: 'long' })
  const shown = (field: (typeof SHOWN)[number]): string =>
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
        {SHOWN.filter((field) => values[field] !== '').map((field) => (
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
function Removal({ incidentId, place }: { incidentId: string; place: number }) {
  const { t } = useLingui()
  const feedback = useFeedback()
  const [asking, setAsking] = useState(false)
  const removal = useSend('incidents.remove', {
    onSuccess: () => feedback.show({ tone: 'ok', title: t`Incident removed from the register` }),
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
                onPress={() => removal.mutate({ incidentId })}
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
          <Trans>Incident {place} and all of its entries go. Nobody can bring them back.</Trans>
        ) : (
          <Trans>The five years for which the law asks to keep this incident are over.</Trans>
        )}
      </Note>
      <ErrorNote error={removal.error} />
    </>
  )
}
