import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { useRoute } from '../../window/data/queries.ts'
import { DamagedStore } from './DamagedStore.tsx'
import { GoneStore } from './GoneStore.tsx'
import { RestoredStore } from './RestoredStore.tsx'
import { FailedStore, FullDisk, NewerStore, NoAnswer, ReadOnlyStore } from './StoppedStore.tsx'
import './boot.css'

/**
 * The console, unless the building's data cannot be used: then one calm screen that says what to do. Before anything has begun
 * here it is `first`.
 * The console stands before the data is open: what it asks meanwhile, main answers as soon as it is.
 */
export function Boot({ first, children }: { first: ReactNode; children: ReactNode }) {
  const { data, error } = useRoute('app.status', {})
  if (error && !data) return <NoAnswer error={error} />
  if (!data)
    return (
      <>
        {children}
        <Opening />
      </>
    )
  const { store } = data
  switch (store.state) {
    case 'ready':
      return store.restored ? <RestoredStore {...store.restored} /> : children
    case 'first':
      return first
    case 'damaged':
      return <DamagedStore backups={store.backups} detail={store.detail} />
    case 'gone':
      return <GoneStore {...store} />
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

/** Words that come only when opening takes long enough to wonder. */
function Opening() {
  return (
    <output className="opening">
      <Trans>Opening the building’s data…</Trans>
    </output>
  )
}
