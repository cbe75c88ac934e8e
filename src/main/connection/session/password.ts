import type { Parsed } from '../../../shared/contract/index.ts'
import { TransportError } from '../../../supabase/fault.ts'
import { strictFetch } from '../../../supabase/answers.ts'
import type { NetworkPorts, ProjectAddress } from '../../../supabase/project.ts'
import { forPerson } from '../faults.ts'
import { addressOf } from '../address.ts'
import { askAuth, endSession, readSession, type SignedIn } from '../../../supabase/session/tokens.ts'

const LIMIT_MS = 20_000
const limit = () => AbortSignal.timeout(LIMIT_MS)

/**
 * Sets the password of an account by a code from an e-mail: that of an invitation, or one asked for here. A code counts once, so
 * what it opened is kept until a password is taken: one that the project finds too weak costs no second letter.
 * `connected` is the project of this desk, where the input names none.
 */
export function createPasswords(network: NetworkPorts, now: () => Date, connected: () => ProjectAddress) {
  const fetch = strictFetch(network.fetch)
  let proven: { of: string; signedIn: SignedIn } | null = null

  async function prove(address: ProjectAddress, email: string, code: string): Promise<SignedIn> {
    const of = JSON.stringify([address.url, email, code])
    if (proven?.of !== of) {
      // The type "email" takes the code of an invitation and that of a recovery alike.
      const answer = await askAuth(fetch, address, 'verify', { type: 'email', email, token: code }, limit())
      proven = { of, signedIn: readSession(answer, now) }
    }
    return proven.signedIn
  }
  async function set(address: ProjectAddress, { email, code, password }: Parsed<'account.setPassword'>): Promise<void> {
    const { access } = (await prove(address, email, code)).tokens
    try {
      await askAuth(fetch, address, 'user', { password }, limit(), access)
    } catch (error) {
      // It is what they wanted.
      if (!(error instanceof TransportError) || error.code !== 'same_password') throw error
    }
    proven = null
    await endSession(fetch, address, access, limit()).catch(() => undefined)
  }
  const addressIn = (project: Parsed<'account.sendCode'>['project']) => (project ? addressOf(project) : connected())

  return {
    /** Asks for a letter with a code. The answer never says whether there is such an account. */
    async sendCode({ project, email }: Parsed<'account.sendCode'>): Promise<Record<string, never>> {
      await forPerson(askAuth(fetch, addressIn(project), 'recover', { email }, limit()))
      return {}
    },
    async setPassword(input: Parsed<'account.setPassword'>): Promise<Record<string, never>> {
      await forPerson(set(addressIn(input.project), input))
      return {}
    },
  }
}
