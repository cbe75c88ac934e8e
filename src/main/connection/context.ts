import { DeskError } from '../../shared/contract/errors.ts'
import type { SyncClock } from '../sync/ports.ts'
import { withTurns } from '../sync/turns.ts'
import type { AroundConnection, ConnectionPorts } from './ports.ts'
import { createMemory, type ConnectionRecord, type Memory } from './record.ts'

/** What every part of the connection works with: its ports, and what is remembered of the project. */
export interface ConnectionContext {
  ports: ConnectionPorts
  around: AroundConnection
  clock: SyncClock
  memory: Memory
  tell(type: 'account' | 'sync'): void
  /** The record of a desk that is connected; refused at any other. */
  connected(): ConnectionRecord
  /** Changes what is remembered, where there is something. */
  update(changes: Partial<ConnectionRecord>): void
}

/** Makes what the parts of the connection share. */
export function connectionContext(ports: ConnectionPorts, around: AroundConnection): ConnectionContext {
  const { log, now, later } = around.ports
  const memory = createMemory({ ...ports, log, meta: () => around.store()?.meta ?? null })
  const tell = (type: 'account' | 'sync') => around.emit({ type })
  return {
    ports,
    around,
    clock: { now, monotonic: ports.monotonic, later: withTurns(later) },
    memory,
    tell,
    connected() {
      const current = memory.get()
      if (current?.stage !== 'connected') throw new DeskError('NOT_CONNECTED')
      return current
    },
    update(changes) {
      const current = memory.get()
      if (!current) return
      memory.set({ ...current, ...changes })
      tell('account')
    },
  }
}
