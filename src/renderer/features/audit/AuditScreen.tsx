import { Trans } from '@lingui/react/macro'
import { Note } from '../../../ui/index.ts'
import { useMay } from '../../window/data/useMay.ts'
import { Check } from './Check.tsx'
import { Log } from './Log.tsx'
import './audit.css'

/** Who did what at this desk, and the proof that nobody has changed it since. */
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
            Everything that was done at this desk. Nobody can change or delete an entry without its being found.
          </Trans>
        </p>
      </header>
      {may ? (
        <>
          <Check />
          <Log />
        </>
      ) : (
        <Note tone="known">
          <Trans>Managers, administrators and the board read it.</Trans>
        </Note>
      )}
    </div>
  )
}
