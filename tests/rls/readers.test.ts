import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ANSWERS, TABLE_READERS } from './columns.ts'
import { MARKS, UNMARKED } from './marks.ts'
import { A } from './ids.ts'
import { createWorld, type World } from './people.ts'
import { fieldsOf, linkReaders, listen, marksIn, plant, READERS } from './readers.ts'

let world: World
let tables: Record<string, string[]>
let planted: Awaited<ReturnType<typeof plant>>
const heard = new Map<string, Awaited<ReturnType<typeof listen>>>()
const words = (text: string): string[] => text.split(' ').filter(Boolean)
const sorted = (names: Iterable<string>): string[] => [...names].toSorted()

beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
  await linkReaders(world)
  const { rows } = await world.db.query(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') group by 1 order by 1`,
  )
  tables = Object.fromEntries(rows.map((row) => [String(row['table']), row['columns'] as string[]]))
  planted = await plant(world)
  for (const who of READERS) heard.set(who, await listen(world, who, tables))
})
afterAll(() => world.drop())

describe('each reader', () => {
  it.each(READERS)('%s: reads these columns of the tables, and no others', (who) => {
    const expected = Object.entries(TABLE_READERS).filter(([, { readers }]) => words(readers).includes(who))
    expect(heard.get(who)!.readable).toEqual(
      Object.fromEntries(expected.map(([table, { columns }]) => [table, words(columns)])),
    )
  })

  it('names every column of every table, so that a new one cannot come in unseen', () => {
    expect(tables).toEqual(
      Object.fromEntries(Object.entries(TABLE_READERS).map(([table, { columns }]) => [table, words(columns)])),
    )
  })

  it('gets these values from the functions, and no others', () => {
    const found: Record<string, string> = {}
    for (const { answers } of heard.values())
      for (const [name, rows] of Object.entries(answers)) {
        const known = new Set([...words(found[name] ?? ''), ...fieldsOf(rows)])
        if (known.size > 0) found[name] = sorted(known).join(' ')
      }
    expect(found).toEqual(
      Object.fromEntries(Object.entries(ANSWERS).map(([name, f]) => [name, sorted(words(f)).join(' ')])),
    )
  })

  // Bug: a value that comes out under another name, or inside of another one.
  it.each(READERS)('%s: is told the texts of these rows, and no others, by whatever way', async (who) => {
    const told = marksIn(heard.get(who)!.told, planted.marked)
    const marks = MARKS[who]!
    if (marks === 'everything') {
      let all = ''
      for (const table of Object.keys(tables)) {
        if (!words(TABLE_READERS[table]!.readers).includes(who)) continue
        const { rows } = await world.db.query(`select * from public.${table} where building_id = $1`, [A])
        all += JSON.stringify(rows)
      }
      return expect(told).toEqual(marksIn(all, planted.marked))
    }
    const expected = Object.entries(marks).flatMap(([column, rows]) => words(rows).map((row) => `${column} ${row}`))
    expect(told).toEqual(sorted(expected))
  })

  it('has a mark in each text that can hold one', () => {
    expect(planted.unmarked).toEqual(words(UNMARKED))
  })
})
