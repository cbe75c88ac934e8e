import type { Deps } from './ports.ts'

/** The project's secret keys: the one that older projects have, and those of the newer form. */
export function secretKeys(env: Deps['env']): string[] {
  const named = env('SUPABASE_SECRET_KEYS')
  const keys = named === undefined ? [] : (Object.values(JSON.parse(named) as Record<string, unknown>) as string[])
  return [...keys, env('SUPABASE_SERVICE_ROLE_KEY')].filter((key) => key !== undefined && key !== '') as string[]
}

/** Whether the database said that it does not have the function that was called. */
export const isMissing = (status: number, body: string): boolean => status === 404 && body.includes('PGRST202')

const isToken = (key: string): boolean => key.split('.').length === 3

/** Calls a function of the database with the project's own rights. */
export async function rpc(deps: Deps, name: string, args: Record<string, unknown>): Promise<unknown> {
  const key = secretKeys(deps.env)[0]
  if (key === undefined) throw new Error('The project gave this function no secret key')
  const response = await deps.fetch(`${deps.env('SUPABASE_URL') ?? ''}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      apikey: key,
      // A key of the newer form is no token: as one it is refused.
      ...(isToken(key) ? { authorization: `Bearer ${key}` } : {}),
    },
    body: JSON.stringify(args),
    signal: AbortSignal.timeout(15_000),
  })
  const text = await response.text()
  if (isMissing(response.status, text)) throw new Error(`The database does not have ${name} yet: apply its migrations`)
  if (!response.ok) throw new Error(`${name}: ${response.status} ${text.slice(0, 300)}`)
  return text === '' ? null : (JSON.parse(text) as unknown)
}
