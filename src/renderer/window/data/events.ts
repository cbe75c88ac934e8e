import type { QueryClient } from '@tanstack/react-query'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import type { DeskBridge, DeskEvent, RouteName } from '../../../shared/contract/index.ts'
import { ROUTES_OF_TABLE, touchedBy } from './invalidation.ts'

export interface EventPorts {
  bridge: DeskBridge
  queries: QueryClient
  runAction: (id: string) => void
  /** A code from a scanner that is no keyboard. */
  onScan: (read: Extract<DeskEvent, { type: 'scan' }>) => void
  onNewScanner: (name: string) => void
  /** The computer was locked or goes to sleep. */
  onLock: () => void
  /** Something that main does by itself does not go on. */
  onFault: (code: ErrorCode) => void
  /** Rows of these tables changed, here or by another desk. */
  onChanged: (tables: Readonly<Record<string, readonly string[]>>) => void
  /** A resident wrote. */
  onMessage: (conversationId: string) => void
}

/** Listens to main for the life of the window; returns the way to stop. */
export function listenToDesk({ bridge, queries, ...on }: EventPorts): () => void {
  const invalidate = (routes: ReadonlySet<RouteName>) =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => routes.has(queryKey[0] as RouteName) })

  return bridge.on((event) => {
    switch (event.type) {
      case 'changed': {
        const isTouched = touchedBy(event.tables)
        void queries.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey) })
        on.onChanged(event.tables)
        break
      }
      case 'store':
        void queries.invalidateQueries()
        on.onChanged({ packages: [] })
        break
      case 'settings':
        void invalidate(new Set(['app.status', 'settings.get', 'printing.status', 'printing.check', 'scanners.status']))
        break
      case 'import':
        void invalidate(new Set(['import.progress']))
        break
      case 'archive':
        void invalidate(new Set(['archive.progress']))
        break
      case 'sync':
        void invalidate(new Set(['sync.status', 'sync.waiting', 'sync.refused', 'audit.status', 'audit.desks']))
        break
      case 'account':
        void invalidate(new Set(['account.status', 'sync.status', ...ROUTES_OF_TABLE['_meta']!]))
        break
      case 'duty':
        void invalidate(new Set(['duty.status', ...ROUTES_OF_TABLE['_meta']!]))
        break
      case 'lock':
        on.onLock()
        break
      case 'scanners':
        void invalidate(new Set(['scanners.status']))
        break
      case 'scan':
        on.onScan(event)
        break
      case 'newScanner':
        on.onNewScanner(event.name)
        break
      case 'fault':
        on.onFault(event.code)
        break
      case 'message':
        on.onMessage(event.conversationId)
        break
      // The message screens listen for themselves.
      case 'presence':
        break
      case 'action':
        on.runAction(event.id)
        break
    }
  })
}
