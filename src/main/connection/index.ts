import { DeskError } from '../../shared/contract/errors.ts'
import type { Handlers } from '../ipc/router.ts'

/** What a desk has to do with a project: who is signed in, how it is connected, how sync stands. */
export interface Connection {
  syncStatus: Handlers['sync.status'] extends (input: never) => infer R ? () => R : never
  syncNow(): void
  account: () => ReturnType<Handlers['account.status']>
  look: Handlers['account.look']
  connect: Handlers['account.connect']
  cancel: () => ReturnType<Handlers['account.cancel']>
  signIn: Handlers['account.signIn']
  signOut: () => ReturnType<Handlers['account.signOut']>
  disconnect: () => ReturnType<Handlers['account.disconnect']>
}

/** A desk without a project. */
export function unconnected(): Connection {
  const refuse = (): never => {
    throw new DeskError('NOT_CONNECTED')
  }
  return {
    syncStatus: () => null,
    syncNow: refuse,
    account: () => ({ state: 'none' }),
    look: refuse,
    connect: refuse,
    cancel: refuse,
    signIn: refuse,
    signOut: refuse,
    disconnect: refuse,
  }
}
