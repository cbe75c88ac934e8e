import { DeskError } from '../shared/contract/errors.ts'
import type { Connection } from './connection/index.ts'
import type { DeskOptions } from './deskOptions.ts'
import type { Note } from './store/audit/noting.ts'
import type { Duty } from './services/duty/index.ts'

/** The connection as the window reaches it: who signs in has proved more than a PIN does, and an older runtime signs nobody in. */
export function accountsOf(
  connection: Connection,
  duty: Duty,
  note: Note,
  { mayConnect }: DeskOptions['runtime'],
): Connection {
  if (!mayConnect) return { ...connection, look: olderRuntime, signIn: olderRuntime }
  return {
    ...connection,
    async signIn(input) {
      const account = await connection.signIn(input)
      if (account.state === 'connected') await duty.signedIn(account.person.id)
      return account
    },
    async claimDesk() {
      await connection.claimDesk()
      note({ what: 'account.claimed', by: duty.onDuty() })
    },
    async signOut() {
      const by = duty.onDuty()
      const before = connection.account()
      const account = await connection.signOut()
      duty.signedOut([by, before.state === 'connected' ? before.person.id : null])
      note({ what: 'account.signOut', by })
      return account
    },
  }
}

function olderRuntime(): never {
  throw new DeskError('OLDER_RUNTIME')
}
