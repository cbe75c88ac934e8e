import type { QueryClient } from '@tanstack/react-query'
import type { DeskBridge, DeskEvent, RouteName } from '../../shared/contract/index.ts'
import { ROUTES_OF_TABLE, routesOf } from './invalidation.ts'

export interface EventPorts {
  bridge: DeskBridge
  queries: QueryClient
  runAction: (id: string) => void
  /** A code from a scanner that is no keyboard. */
  onScan: (read: Extract<DeskEvent, { type: 'scan' }>) => void
  onNewScanner: (name: string) => void
  /** A resident wrote. */
  onMessage: (conversationId: string) => void
}

/** Listens to main for the life of the window; returns the way to stop. */
export function listenToDesk({ bridge, queries, runAction, onScan, onNewScanner, onMessage }: EventPorts): () => void {
  const invalidate = (routes: ReadonlySet<RouteName> | null) =>
    queries.invalidateQueries(
      routes === null ? {} : { predicate: ({ queryKey }) => routes.has(queryKey[0] as RouteName) },
    )

  return bridge.on((event) => {
    switch (event.type) {
      case 'changed':
        void invalidate(routesOf(Object.keys(event.tables)))
        break
      case 'store':
        void invalidate(null)
        break
      case 'settings':
        void invalidate(new Set(['app.status', 'printing.status', 'printing.check', 'scanners.status']))
        break
      case 'sync':
        void invalidate(new Set(['sync.status', 'sync.waiting', 'sync.attention']))
        break
      case 'account':
        void invalidate(new Set(['account.status', 'sync.status', ...ROUTES_OF_TABLE['_meta']!]))
        break
      case 'print':
        void invalidate(new Set(['printing.status', 'packages.get']))
        break
      case 'scanners':
        void invalidate(new Set(['scanners.status']))
        break
      case 'scan':
        onScan(event)
        break
      case 'newScanner':
        onNewScanner(event.name)
        break
      case 'message':
        onMessage(event.conversationId)
        break
      // The message screens listen for themselves.
      case 'presence':
        break
      case 'action':
        runAction(event.id)
        break
    }
  })
}
