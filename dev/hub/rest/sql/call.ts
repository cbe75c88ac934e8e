import { Problem } from '../problem.ts'
import type { Argument, Catalog, Routine } from '../catalog.ts'
import { fullName } from '../catalog.ts'
import { ident, qualified } from './text.ts'
import type { Values } from './text.ts'

/** What a call gives: named arguments, or the whole body for a single unnamed json argument. */
export interface Call {
  routine: Routine
  given: string[]
  whole: boolean
}

/** What a single unnamed argument takes of a body, by the body's type. */
const UNNAMED: Record<string, RegExp> = {
  'application/json': /^jsonb?$/,
  'text/plain': /^text$/,
  'text/xml': /^xml$/,
  'application/octet-stream': /^bytea$/,
}

const fitsNames = (routine: Routine, given: string[]): boolean =>
  given.every((name) => name !== '' && routine.args.some((arg) => arg.name === name)) &&
  routine.args.every((arg) => !arg.required || (arg.name !== '' && given.includes(arg.name)))

const takesWhole = (routine: Routine, type: string): boolean => {
  const [arg] = routine.args
  return routine.args.length === 1 && arg !== undefined && arg.name === '' && (UNNAMED[type]?.test(arg.type) ?? false)
}

const signature = (routine: Routine): string =>
  `${routine.schema}.${routine.name}(${routine.args.map((arg: Argument) => `${arg.name} => ${arg.type}`).join(', ')})`

function nearest(name: string, others: string[]): string | undefined {
  const grams = (text: string): Set<string> =>
    new Set(Array.from({ length: text.length + 1 }, (_, at) => `-${text}-`.slice(at, at + 2)))
  const mine = grams(name)
  const score = (other: string): number => {
    const theirs = grams(other)
    return [...mine].filter((gram) => theirs.has(gram)).length / Math.max(mine.size, theirs.size)
  }
  return others
    .map((other) => ({ other, score: score(other) }))
    .filter((entry) => entry.score >= 0.6)
    .toSorted((a, b) => b.score - a.score)[0]?.other
}

/** The words for a body that would have fitted a single unnamed argument. */
const WHOLE_WORDS: Record<string, string> = {
  'application/json': ' or with a single unnamed json/jsonb parameter',
  'text/plain': ' with a single unnamed text parameter',
  'text/xml': ' with a single unnamed xml parameter',
  'application/octet-stream': ' with a single unnamed bytea parameter',
}

function unknown(catalog: Catalog, schema: string, name: string, given: string[], type: string | undefined): Problem {
  const overloads = catalog.routines.get(fullName(schema, name)) ?? []
  const args = given.length === 0 ? ' without parameters' : `(${given.join(', ')})`
  const whole = type === undefined ? '' : (WHOLE_WORDS[type] ?? '')
  const listed =
    given.length === 0 && whole !== '' && type !== 'application/json'
      ? ''
      : given.length === 0
        ? ' without parameters'
        : ` with parameter${given.length > 1 ? 's' : ''} ${given.join(', ')}`
  const others = [...catalog.routines.values()]
    .flat()
    .filter((routine) => routine.schema === schema)
    .map((routine) => routine.name)
  const near = overloads.length === 0 ? nearest(name, others) : undefined
  const params = overloads[0]?.args
    .map((arg) => arg.name)
    .toSorted()
    .join(', ')
  const meant = overloads.length === 0 ? near : `${name}(${params})`
  return new Problem(404, 'PGRST202', `Could not find the function ${schema}.${name}${args} in the schema cache`, {
    details: `Searched for the function ${schema}.${name}${listed}${whole}, but no matches were found in the schema cache.`,
    hint: meant === undefined ? null : `Perhaps you meant to call the function ${schema}.${meant}`,
  })
}

/** The function that a call means; `type` is that of the body, absent where the arguments stand in the address. */
export function chooseRoutine(
  catalog: Catalog,
  schema: string,
  name: string,
  given: string[],
  type: string | undefined,
): Call {
  const overloads = catalog.routines.get(fullName(schema, name)) ?? []
  // A body of another type has no names: only a single unnamed argument takes it.
  const hasNames = type === undefined || type === 'application/json'
  const byName = hasNames ? overloads.filter((routine) => fitsNames(routine, given)) : []
  if (byName.length > 1) {
    throw new Problem(
      300,
      'PGRST203',
      `Could not choose the best candidate function between: ${byName.map(signature).join(', ')}`,
      {
        hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
      },
    )
  }
  const [named] = byName
  if (named !== undefined) return { routine: named, given, whole: false }
  const whole = type === undefined ? undefined : overloads.find((routine) => takesWhole(routine, type))
  if (whole === undefined) throw unknown(catalog, schema, name, given, type)
  return { routine: whole, given: [], whole: true }
}

function argumentList(call: Call, value: (name: string) => string): string {
  return call.routine.args
    .filter((arg) => call.given.includes(arg.name))
    .map((arg) => `${ident(arg.name)} := ${value(arg.name)}`)
    .join(', ')
}

/** The source of rows that the call is, as the body of a common table expression. */
export function callSql(call: Call, values: Values, body: string | undefined, params: URLSearchParams): string {
  const { routine } = call
  const name = qualified(routine.schema, routine.name)
  const types = routine.args.filter((arg) => call.given.includes(arg.name))
  let from = ''
  let args = ''
  if (call.whole) {
    const type = routine.args[0]?.type ?? 'json'
    const bytes = type === 'bytea' ? `\\x${Buffer.from(body ?? '', 'utf8').toString('hex')}` : undefined
    args = `${values.add(bytes ?? body ?? 'null')}::${type}`
  } else if (types.length > 0 && body !== undefined) {
    from = `json_to_record(${values.add(body)}::json) as _hub_body (${types.map((arg) => `${ident(arg.name)} ${arg.type}`).join(', ')})`
    args = argumentList(call, (arg) => `_hub_body.${ident(arg)}`)
  } else {
    args = argumentList(
      call,
      (arg) => `${values.add(params.get(arg) ?? '')}::${types.find((type) => type.name === arg)?.type}`,
    )
  }
  if (routine.composite) {
    const lateral = `lateral ${name}(${args}) as _hub_call`
    return `select _hub_call.* from ${from === '' ? lateral.slice(8) : `${from}, ${lateral}`}`
  }
  return `select ${name}(${args}) as _hub_value${from === '' ? '' : ` from ${from}`}`
}
