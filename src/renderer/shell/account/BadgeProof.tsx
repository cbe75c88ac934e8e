import { useEffect, useState } from 'react'
import { useRoute } from '../../window/data/queries.ts'
import { BADGE, signal } from '../../window/desk/signals.ts'
import { ProveDialog } from './ProveDialog.tsx'

/** A badge was read: its person proves by their PIN that they hold it. */
export function BadgeProof() {
  const people = useRoute('duty.status', {}).data?.people
  const [read, setRead] = useState<string | null>(null)
  useEffect(() => signal.on(BADGE, setRead), [])
  return <ProveDialog person={people?.find(({ id }) => id === read) ?? null} onClose={() => setRead(null)} />
}
