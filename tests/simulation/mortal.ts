import type { FreshReplica } from '../../src/main/store/sync/fresh.ts'
import type { SyncSide } from '../../src/main/store/sync/side.ts'

/** The process ends here, without any farewell. */
export class Crash extends Error {}

const WRITES = new Set([
  'postpone',
  'pushed',
  'park',
  'pulled',
  'pulledPart',
  'filled',
  'rolledBack',
  'reread',
  'wantFill',
  'prune',
  'begin',
  'rows',
  'end',
])

/** The process that writes: whether it still runs, and a point at which it may end. */
interface Mortal {
  isAlive(): boolean
  point(where: string): void
}

/** The same side, on which the process may end before or after each write. */
export function mortalSide(side: SyncSide, process: Mortal, what: string): SyncSide {
  return new Proxy(side, {
    get(target, key, receiver) {
      const value = Reflect.get(target, key, receiver) as unknown
      if (key === 'repair') return mortalSide(value as SyncSide, process, `${what}.repair`)
      if (typeof value !== 'function' || !WRITES.has(String(key))) return value
      return (...args: unknown[]) => {
        if (!process.isAlive()) throw new Crash('dead')
        process.point(`before ${what}.${String(key)}`)
        const result = (value as (...a: unknown[]) => unknown).apply(target, args)
        process.point(`after ${what}.${String(key)}`)
        return result
      }
    },
  })
}

/** A replica that is being filled, on which the process may end as well. */
export function mortalFresh(fresh: FreshReplica, process: Mortal) {
  const wrapped = new Map<SyncSide, SyncSide>()
  return {
    ...fresh,
    async take(cells: Parameters<FreshReplica['take']>[0]) {
      process.point('before fresh.take')
      const left = await fresh.take(cells)
      process.point('after fresh.take')
      return left
    },
    get side() {
      const inner = fresh.side
      let outer = wrapped.get(inner)
      if (!outer) wrapped.set(inner, (outer = mortalSide(inner, process, 'fresh')))
      return outer
    },
  }
}
