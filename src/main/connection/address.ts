import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed } from '../../shared/contract/index.ts'
import type { ProjectAddress } from '../../supabase/project.ts'
import { publicKey } from './projectKey.ts'

/** The address of a project as it was typed: its origin, and encrypted unless it is this machine. */
export function addressOf({ url, key }: Pick<Parsed<'account.look'>, 'url' | 'key'>): ProjectAddress {
  const parsed = new URL(url)
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  if (parsed.protocol !== 'https:' && !(here && parsed.protocol === 'http:'))
    throw new DeskError('BAD_REQUEST', { field: 'url' })
  return { url: parsed.origin, key: publicKey(key) }
}
