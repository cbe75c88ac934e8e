import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { TEXT_LIMITS } from '../../src/shared/sync/limits.ts'
import type { WireRow } from '../../src/shared/sync/wire.ts'
import { rowOfCells } from '../../src/main/store/sync/cells.ts'
import { comparedColumns, contentOf } from '../../src/main/store/sync/content.ts'
import { digestNumber } from '../../src/main/store/sync/digest.ts'
import { readDigest, readPage } from '../../src/main/sync/validate.ts'
import { pull, push, register } from './acts.ts'
import { A, RESIDENT } from './ids.ts'
import { createWorld, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

describe('a page', () => {
  /** Notes of these lengths, one after the other, as they were before there were limits; answers their ids. */
  async function oldNotes(lengths: readonly number[]): Promise<string[]> {
    await world.db.query('alter table public.absences drop constraint absences_note_limit')
    const ids: string[] = []
    for (const length of lengths) {
      const { rows } = await world.db.query(
        `insert into public.absences (id, building_id, resident_id, kind, from_date, to_date, note)
         values (gen_random_uuid(), $1, $2, 'hold', '2026-12-01', '2026-12-02', repeat('é"', $3::integer / 3)) returning id`,
        [A, RESIDENT.mine, length],
      )
      ids.push(String(rows[0]!['id']))
    }
    await world.db.query(
      'alter table public.absences add constraint absences_note_limit check (length(note) <= 1000) not valid',
    )
    return ids
  }
  const LARGE = 1_000_000
  const MIDDLE = 120_000
  /** Rows before, between and after them. */
  async function mixed(): Promise<{ large: string[]; rest: string[] }> {
    const first = await oldNotes([LARGE, MIDDLE, MIDDLE, LARGE])
    await push(world.db, 'desk', [register()])
    const second = await oldNotes([LARGE, MIDDLE])
    await push(world.db, 'desk', [register()])
    const all = [...first, ...second]
    const large = [all[0]!, all[3]!, all[4]!]
    return { large, rest: all.filter((id) => !large.includes(id)) }
  }

  // Bug: sixty notes of a megabyte came in one page, and a desk on a narrow line never synced again.
  it.each([300_000, 1])(
    'of a pull is cut at %i bytes; what is too large is named, and "more" is honest',
    async (most) => {
      const { cursor: before } = await pull(world.db, 'desk')
      const { large, rest } = await mixed()
      const found: WireRow[] = []
      for (let since = before, more = true; more;) {
        const page = await pull(world.db, 'desk', since, 50, A, most)
        expect(page.rows.length).toBeGreaterThan(0)
        expect(page.rows.length === 1 || JSON.stringify(page.rows).length < 2 * most).toBe(true)
        found.push(...page.rows)
        more = page.more
        since = page.cursor
      }
      const absences = found.filter(({ table }) => table === 'absences')
      expect(absences.filter(({ row }) => 'too_large' in row)).toEqual(
        large.map((id) => ({
          table: 'absences',
          row: {
            id,
            building_id: A,
            change_seq: expect.stringMatching(/^\d+$/) as string,
            too_large: expect.closeTo(LARGE, -3) as number,
          },
        })),
      )
      expect(absences.filter(({ row }) => !('too_large' in row)).map(({ row }) => row['id'])).toEqual(rest)
      expect(found.filter(({ table }) => table === 'packages')).toHaveLength(2)
      expect(found.map(({ row }) => BigInt(String(row['change_seq'])))).toEqual(
        found.map(({ row }) => BigInt(String(row['change_seq']))).toSorted((a, b) => Number(a - b)),
      )
    },
  )

  it('of a whole reading does the same, and the digest counts what was named by its number', async () => {
    const { large, rest } = await mixed()
    const here: Record<string, { count: number; sum: bigint }> = {}
    const named: string[] = []
    const sent: string[] = []
    for (let since: string | null = null, more = true; more;) {
      const { rows } = await world.db.as('desk', (query) =>
        query('select public.sync_read($1, $2, 2000, 300000) as a', [A, since]),
      )
      expect(JSON.stringify(rows[0]!['a']).length).toBeLessThan(600_000)
      const page = readPage(rows[0]!['a'], since)
      for (const cells of page.tables)
        for (const cell of cells.rows) {
          const { table, row } = rowOfCells(cells, cell)
          if (table === 'absences') ('too_large' in row ? named : sent).push(String(row['id']))
          const { count, sum } = here[table] ?? { count: 0, sum: 0n }
          here[table] = { count: count + 1, sum: sum + BigInt(digestNumber(contentOf(table, row))) }
        }
      since = page.cursor
      more = page.more
    }
    expect(named).toEqual(large)
    expect(sent.filter((id) => rest.includes(id))).toEqual(rest)
    const { rows } = await world.db.as('desk', (query) =>
      query('select public.sync_digest($1, $2) as a', [A, JSON.stringify(comparedColumns())]),
    )
    const there = readDigest(rows[0]!['a']).tables
    for (const [table, { count, sum }] of Object.entries(here))
      expect([table, there[table]]).toEqual([table, { count, sum: String(sum) }])
  })

  it('sends every row that keeps to the limits', async () => {
    const { rows } = await world.db.query('select private.row_most() as most')
    const widest = Object.values(TEXT_LIMITS).map((columns) =>
      Object.values(columns).reduce((sum, n) => sum + 4 * n, 0),
    )
    expect(Math.max(...widest)).toBeLessThan(Number(rows[0]!['most']) - 1000)
  })
})
