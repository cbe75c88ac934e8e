import { Trans } from '@lingui/react/macro'
import { Note } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useMay } from '../../window/data/useMay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Check } from './Check.tsx'
import { Desks } from './Desks.tsx'
import { Log } from './Log.tsx'
import './audit.css'

/** Who did what in the building, or at this desk where it works alone, and the proof that nobody has changed it since. */
export function AuditScreen() {
  const may = useMay('audit.read')
  return (
    <div className="audit">
      <header>
        <h1>
          <Trans>Audit log</Trans>
        </h1>
        <p className="muted">
          <Trans>
            Everything that was done, desk by desk. Nobody can change or delete an entry without its being found.
          </Trans>
        </p>
      </header>
      {may ? (
        <Whole />
      ) : (
        <Note tone="known">
          <Trans>Managers, administrators and the board read it.</Trans>
        </Note>
      )}
    </div>
  )
}

function Whole() {
  const { data: status, error } = useRoute('audit.status', {})
  if (!status) return <ErrorNote error={error} />
  return (
    <>
      <Check />
      {status.desks.length > 0 && <Desks unclaimed={status.unclaimed} />}
      <Log desks={status.desks} />
    </>
  )
}
