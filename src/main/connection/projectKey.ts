import { DeskError } from '../../shared/contract/errors.ts'

/** What surrounds a key that was copied with too much: spaces, line ends, quotes, what cannot be seen. */
const AROUND = /[\s"'`´‘’“”«»,;]|\p{Default_Ignorable_Code_Point}|\p{Cc}/gu
/** A secret key, a personal token of the project's owner, the address of its database. */
const SECRET = /sb_secret_|sbp_|service_?role|postgres(?:ql)?:\/\//i
const PUBLISHABLE = /sb_publishable_[\w-]+/
const OLD_KEY = /eyJ[\w-]+\.([\w-]+)(?:\.[\w-]*)?/

/**
 * The key of a project as it may lie on a desk: the publishable one, or the old one named "anon". Every other key opens the
 * whole project to whoever finds it: it is refused in any form that it is copied in, before it is sent or kept anywhere.
 */
export function publicKey(typed: string): string {
  const text = typed.replaceAll(AROUND, '')
  if (SECRET.test(text)) throw new DeskError('SECRET_KEY')
  const [old, payload] = OLD_KEY.exec(text) ?? []
  if (old !== undefined && payload !== undefined) {
    if (roleOf(payload) !== 'anon') throw new DeskError('SECRET_KEY')
    return old
  }
  return PUBLISHABLE.exec(text)?.[0] ?? text
}

function roleOf(payload: string): unknown {
  try {
    return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { role?: unknown }).role
  } catch {
    // No JSON: nobody can say whose it is.
    return null
  }
}
