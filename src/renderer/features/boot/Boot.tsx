import type { ReactNode } from 'react'
import { useRoute } from '../../lib/queries.ts'

/** Lets the console in when the building's data is open. */
export function Boot({ children }: { children: ReactNode }) {
  const status = useRoute('app.status', {}).data
  return status?.store.state === 'ready' ? children : null
}
