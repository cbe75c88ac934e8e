import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { useRoute } from '../../lib/queries.ts'
import { DamagedStore } from './DamagedStore.tsx'
import { FailedStore, FullDisk, NewerStore, NoAnswer, ReadOnlyStore } from './StoppedStore.tsx'
import './boot.css'

/** Lets the console in when the building's data is open; otherwise one calm screen that says what to do. */
export function Boot({ children }: { children: ReactNode }) {
  const { data, error } = useRoute('app.status', {})
  if (error && !data) return <NoAnswer error={error} />
  if (!data) return <Opening />
  const { store } = data
  switch (store.state) {
    case 'ready':
      return children
    case 'opening':
      return <Opening />
    case 'damaged':
      return <DamagedStore backups={store.backups} detail={store.detail} />
    case 'newer':
      return <NewerStore found={store.found} known={store.known} />
    case 'read_only':
      return <ReadOnlyStore path={store.path} />
    case 'disk_full':
      return <FullDisk path={store.path} />
    case 'failed':
      return <FailedStore detail={store.detail} />
  }
}

/** The outline of the console; its words come only when opening takes long enough to wonder. */
function Opening() {
  return (
    <div className="opening">
      <div className="opening-rail" />
      <output className="opening-words">
        <Trans>Opening the building’s data…</Trans>
      </output>
    </div>
  )
}
