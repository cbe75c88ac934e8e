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

const fitsNames = (routine: Routine, given: string[]): boolean =>
  given.every((name) => routine.args.some((arg) => arg.name === name)) &&
  routine.args.every((arg) => !arg.required || given.includes(arg.name))

const takesWhole = (routine: Routine): boolean => {
  const [arg] = routine.args
  return routine.args.length === 1 && arg !== undefined && arg.name === '' && /^jsonb?$/.test(arg.type)
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

function unknown(catalog: Catalog, schema: string, name: string, given: string[], post: boolean): Problem {
  const overloads = catalog.routines.get(fullName(schema, name)) ?? []
  const args = given.length === 0 ? ' without parameters' : `(${given.join(', ')})`
  const listed =
    given.length === 0 ? ' without parameters' : ` with parameter${given.length > 1 ? 's' : ''} ${given.join(', ')}`
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
    details: `Searched for the function ${schema}.${name}${listed}${post ? ' or with a single unnamed json/jsonb parameter' : ''}, but no matches were found in the schema cache.`,
    hint: meant === undefined ? null : `Perhaps you meant to call the function ${schema}.${meant}`,
  })
}

/** The function that a call means. */
export function chooseRoutine(catalog: Catalog, schema: string, name: string, given: string[], post: boolean): Call {
  const overloads = catalog.routines.get(fullName(schema, name)) ?? []
  const byName = overloads.filter((routine) => fitsNames(routine, given))
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
  if (named !== undefined && !takesWhole(named)) return { routine: named, given, whole: false }
  const whole = post ? overloads.find(takesWhole) : undefined
  if (whole === undefined) throw unknown(catalog, schema, name, given, post)
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
    args = `${values.add(body ?? 'null')}::${routine.args[0]?.type ?? 'json'}`
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
