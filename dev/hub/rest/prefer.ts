import { Problem } from './problem.ts'

/** What the Prefer header asks for. */
export interface Prefer {
  resolution: 'merge-duplicates' | 'ignore-duplicates' | undefined
  representation: 'representation' | 'minimal' | 'headers-only' | undefined
  count: 'exact' | 'planned' | 'estimated' | undefined
  missing: 'default' | 'null' | undefined
  strict: boolean
  handling: string | undefined
  maxAffected: number | undefined
  timezone: string | undefined
  tx: string | undefined
}

const KNOWN: Record<string, RegExp> = {
  resolution: /^(merge|ignore)-duplicates$/,
  return: /^(representation|minimal|headers-only)$/,
  count: /^(exact|planned|estimated)$/,
  missing: /^(default|null)$/,
  handling: /^(strict|lenient)$/,
  tx: /^(commit|rollback)$/,
  'max-affected': /^\d{1,15}$/,
  timezone: /^[A-Za-z][A-Za-z0-9_+/-]*$/,
}

/** Reads the header. An unknown wish is ignored, unless the caller asked for strict handling. */
export function parsePrefer(header: string | undefined): Prefer {
  const wishes = new Map<string, string>()
  const invalid: string[] = []
  for (const wish of (header ?? '').split(',').map((part) => part.trim())) {
    if (wish === '') continue
    const at = wish.indexOf('=')
    const name = at < 0 ? wish : wish.slice(0, at)
    const value = wish.slice(at + 1)
    if (KNOWN[name]?.test(value) !== true) invalid.push(wish)
    else if (!wishes.has(name)) wishes.set(name, value)
  }
  const strict = wishes.get('handling') === 'strict'
  if (strict && invalid.length > 0) {
    throw new Problem(400, 'PGRST122', 'Invalid preferences given with handling=strict', {
      details: `Invalid preferences: ${invalid.join(', ')}`,
    })
  }
  const max = wishes.get('max-affected')
  return {
    resolution: wishes.get('resolution') as Prefer['resolution'],
    representation: wishes.get('return') as Prefer['representation'],
    count: wishes.get('count') as Prefer['count'],
    missing: wishes.get('missing') as Prefer['missing'],
    strict,
    handling: wishes.get('handling'),
    maxAffected: max === undefined ? undefined : Number(max),
    timezone: wishes.get('timezone'),
    tx: wishes.get('tx'),
  }
}

/** The header that says which wishes were granted. */
export function applied(
  prefer: Prefer,
  names: ('resolution' | 'missing' | 'return' | 'count' | 'handling' | 'max-affected' | 'timezone')[],
): Record<string, string> {
  const said: string[] = []
  const say = (name: (typeof names)[number], value: string | number | undefined): void => {
    if (names.includes(name) && value !== undefined) said.push(`${name}=${value}`)
  }
  say('resolution', prefer.resolution)
  say('missing', prefer.missing)
  say('return', prefer.representation)
  say('count', prefer.count)
  say('handling', prefer.handling)
  say('timezone', prefer.timezone)
  say('max-affected', prefer.strict ? prefer.maxAffected : undefined)
  return said.length === 0 ? {} : { 'preference-applied': said.join(', ') }
}
