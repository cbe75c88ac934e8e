import { Plural, Trans } from '@lingui/react/macro'
import { UserCheck } from 'lucide-react'
import { EmptyState, Panel } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { LikePair } from './Likes.tsx'
import { Unconfirmed } from './Unconfirmed.tsx'
import './residents.css'

/** What of the directory a person should look at: who may be there twice, and who has not confirmed for a year. */
export function ToCheckScreen() {
  const may = useMay('directory.write')
  const pairs = useRoute('residents.duplicates', {})
  const stale = useRoute('residents.unconfirmed', {})
  const error = pairs.error ?? stale.error
  if (error) return <ErrorNote error={error} />
  if (!pairs.data || !stale.data) return null
  const nothing = pairs.data.length === 0 && stale.data.rows.length === 0
  return (
    <div className="stack to-check" data-gap="large">
      <h1>
        <Trans>To check</Trans>
      </h1>
      {nothing && (
        <EmptyState icon={UserCheck} title={<Trans>Nothing to check</Trans>}>
          <Trans>Nobody stands here twice, and nobody’s data is older than a year.</Trans>
        </EmptyState>
      )}
      {pairs.data.length > 0 && (
        <Panel title={<Trans>Here twice?</Trans>}>
          <ul className="stack">
            {pairs.data.map((pair) => (
              <li key={`${pair.one.id} ${pair.other.id}`}>
                <LikePair pair={pair} may={may} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {stale.data.rows.length > 0 && (
        <Panel title={<Trans>To be confirmed</Trans>}>
          <p className="muted">
            <Plural
              value={stale.data.total}
              one="# person has not confirmed for a year what is known of them."
              other="# people have not confirmed for a year what is known of them."
            />
          </p>
          <Unconfirmed rows={stale.data.rows} may={may} />
        </Panel>
      )}
    </div>
  )
}
