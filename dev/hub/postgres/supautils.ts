/** The tables of other services for which a project lets `postgres` write policies: supautils.policy_grants, as far as they exist here. */
const OPEN = ['realtime.messages', 'storage.objects', 'storage.buckets']

const POLICY = new RegExp(
  `^[ \\t]*(?:create|alter|drop) policy[^;]*? on (?:${OPEN.map((name) => name.replace('.', '\\.')).join('|')})\\b[^;]*;`,
  'gim',
)

/**
 * SQL as a project runs it for `postgres`, on a connection whose authenticated user is `superuser`. There an extension makes its
 * policies on tables of Realtime and Storage pass although `postgres` owns neither; here each of these statements changes the user.
 */
export const asProjectOwner = (sql: string, superuser: string): string =>
  sql.replaceAll(
    POLICY,
    (statement) => `set session authorization "${superuser}"; ${statement} set session authorization postgres;`,
  )
