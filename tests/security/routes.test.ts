import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { routes, type RouteName } from '../../src/shared/contract/index.ts'
import { attack } from './support/attack.ts'
import { openWatchedDesk, type WatchedDesk } from './support/watchedDesk.ts'
import { createHostile, shapeOf, unlimitedTexts } from './support/hostile.ts'
import { MAY } from './support/may.ts'

const ADMITTED = 25
const TRIES = 2_000
/** For one field: of some forms, an address or a new password, one hostile text in fifty is admitted. */
const FIELD_TRIES = 500
/** For each route, 49 000 in all. */
const CALLS = 600
/** A route without a field has four inputs in all, of which a backup takes a second each: none is sent more often than this. */
const SAME = 5
const names = Object.keys(routes) as RouteName[]

let desk: WatchedDesk
let ids: string[] = []
let admin = ''

/** Ids of rows of every kind, a few of each. */
const idsOf = (watched: WatchedDesk) =>
  watched.tables.flatMap((table) =>
    watched.rows<{ name: string }>(`PRAGMA table_info("${table}")`).some(({ name }) => name === 'id')
      ? watched.rows<{ id: unknown }>(`SELECT id FROM "${table}" ORDER BY random() LIMIT 3`).map(({ id }) => String(id))
      : [],
  )

beforeAll(async () => {
  desk = await openWatchedDesk()
  ids = idsOf(desk).filter((id) => /^[0-9a-f-]{36}$/.test(id))
  admin = desk.rows<{ id: string }>("SELECT id FROM staff WHERE role = 'admin' AND active = 1")[0]!.id
})
afterAll(() => desk.close())

/** Whoever was switched to before may do less: each call is made with every right that there is. */
const onDuty = () => desk.ask('session.switch', { staffId: admin })

/**
 * Inputs that the route's own schema lets through. A field that its schema turns down is made anew: several with a form would
 * almost never be right at once.
 */
function admittedFor(name: RouteName, make: ReturnType<typeof createHostile>): unknown[] {
  const input = routes[name].input as z.ZodType
  const shape = shapeOf(input)
  const fields = Object.entries(input instanceof z.ZodObject ? (input.shape as Record<string, z.ZodType>) : {})
  const found: unknown[] = []
  for (let i = 0; i < TRIES && found.length < ADMITTED; i++) {
    const made = make(shape) as Record<string, unknown>
    for (const [field, schema] of fields)
      for (let n = 0; n < FIELD_TRIES && Object.hasOwn(made, field) && !schema.safeParse(made[field]).success; n++)
        made[field] = make(shape.properties![field]!)
    if (input.safeParse(made).success) found.push(made)
  }
  return found
}

describe('routes', () => {
  attack('a damaged page calls every route with the most hostile input that its schema admits', async () => {
    const make = createHostile(13, ids)
    const broken: string[] = []
    for (const name of names) {
      const inputs = admittedFor(name, make)
      expect(inputs.length, `an input that ${name} admits`).toBeGreaterThan(0)
      await onDuty()
      const before = { tables: desk.contents(), files: desk.files() }
      desk.did.length = 0
      for (const input of inputs) {
        const answer = await desk.desk.request(name, input)
        if (!answer.ok && answer.error.code === 'INTERNAL')
          broken.push(`${name} INTERNAL ${JSON.stringify(input).slice(0, 200)} ${desk.errors.at(-1)?.slice(0, 300)}`)
      }
      // Bug: labels that were printed after the answer were laid at the door of the next route.
      await desk.desk.labelsAtRest()
      const { tables = [], files = /^$/, outside = [] } = MAY[name]
      const after = desk.contents()
      for (const [table, was] of before.tables)
        if (after.get(table) !== was && !tables.includes(table)) broken.push(`${name} changed ${table}`)
      const now = desk.files()
      for (const file of new Set([...before.files.keys(), ...now.keys()]))
        if (before.files.get(file) !== now.get(file) && !files.test(file))
          broken.push(`${name} changed the file ${file}`)
      for (const { kind, what } of desk.did) {
        if (!outside.includes(kind)) broken.push(`${name} did ${kind} ${what.slice(0, 100)}`)
      }
    }
    expect(broken).toEqual([])
    expect(readFileSync(desk.other, 'utf8')).toBe('export MINE=1\n')
  })

  // Bug: a text without a limit fills the disk, or holds main, with one call.
  it('no text of any input is without a limit', () => {
    const unlimited = names.flatMap((name) => unlimitedTexts(shapeOf(routes[name].input), name))
    expect(unlimited).toEqual([])
  })

  attack('a damaged page calls every route with anything at all', async () => {
    const make = createHostile(99, ids)
    desk.errors.length = 0
    for (const name of names) {
      const shape = shapeOf(routes[name].input)
      const isEmpty = Object.keys(shape.properties ?? {}).length === 0 && shape.type === 'object'
      const sent = new Map<string, number>()
      for (let i = 0; i < CALLS; i++) {
        const input = make(shape)
        if (isEmpty) {
          const form = JSON.stringify(input)
          sent.set(form, (sent.get(form) ?? 0) + 1)
          if (sent.get(form)! > SAME) continue
        }
        const answer = await desk.desk.request(name, input)
        if (!answer.ok) expect(answer.error.code, `${name} ${desk.errors.at(-1)}`).not.toBe('INTERNAL')
      }
    }
    expect(desk.errors).toEqual([])
  })
})
