import { onTestFinished } from 'vitest'
import type { Change } from './changes.ts'
import type { OutboxOp } from './outbox.ts'
import { openReady, seedSmall, testDir, testOptions, testPorts } from './testing.ts'

export const actor = { staffId: 's1' }

export async function desk() {
  const ports = testPorts()
  const store = await openReady(testOptions(testDir(onTestFinished), ports), onTestFinished)
  seedSmall(store)
  const changes: Change[] = []
  store.onChange((change) => changes.push(change))
  const outbox = () =>
    store
      .prepare<{ seq: number; id: string; name: string; schema: number; actor_id: string; at: string; ops: string }>(
        'SELECT * FROM _outbox ORDER BY seq',
      )
      .all()
      .map((entry) => ({ ...entry, ops: JSON.parse(entry.ops) as OutboxOp[] }))
  const base = (table: string, id: string) =>
    store.prepare<{ row: string | null }>('SELECT row FROM _base WHERE table_name = ? AND row_id = ?').get(table, id)
  return { store, ports, changes, outbox, base }
}
