import { renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { WireCells } from '../../../shared/sync/wire.ts'
import { testOptions } from '../testing.ts'
import { fillInThread } from './filler.ts'
import { openFresh } from './fresh.ts'
import { desk, founding, later, page } from './testing.ts'

const COLUMNS = ['id', 'building_id', 'number', 'floor', 'created_at', 'updated_at', 'change_seq']
const AT = '2026-11-20 15:00:00.12+00'
const unit = (n: number, changes: { floor?: string; seq?: string } = {}): (string | null)[] => [
  `u${n}`,
  'b1',
  String(n),
  changes.floor ?? '1',
  AT,
  AT,
  changes.seq ?? String(1000 + n),
]
const units = (rows: (string | null)[][]): WireCells => ({ table: 'units', columns: COLUMNS, rows })

async function begun() {
  const { dir, ports } = await desk()
  const options = { ...testOptions(dir, ports), building: 'b1' }
  const fresh = openFresh(options)
  later(() => fresh.close())
  fresh.side.pulled(page(founding()))
  const rows = () =>
    fresh.side.parts.context.db.prepare(`SELECT id, floor, created_at, change_seq FROM units WHERE id LIKE 'u9%'`).all()
  return { options, fresh, rows }
}

describe('a page of a whole reading', () => {
  it('is stored in a thread, but for the rows that cannot be kept as they are', async () => {
    const { fresh, rows } = await begun()
    const bad = unit(91, { floor: 'top' })
    const left = await fresh.take(units([unit(90), bad, unit(92), [...unit(93).slice(0, -1), null]]))
    expect(left.rows.map(([id]) => id)).toEqual(['u91', 'u93'])
    const created_at = '2026-11-20T15:00:00.120Z'
    expect(rows()).toEqual([
      { id: 'u90', floor: 1, created_at, change_seq: 1090 },
      { id: 'u92', floor: 1, created_at, change_seq: 1092 },
    ])
    fresh.side.filled({ ...left, rows: [bad] })
    const { db } = fresh.side.parts.context
    expect(db.prepare('SELECT row_id, reason FROM _parked').all()).toEqual([{ row_id: 'u91', reason: 'value' }])
    expect(db.prepare('SELECT count(*) FROM _replaying').pluck().get()).toBe(0)
  })
  // Several rows go in by one statement: a bad one among them must not take the others along.
  it('is stored whole although a row in its midst is refused by the table', async () => {
    const { fresh, rows } = await begun()
    const many = Array.from({ length: 21 }, (_, n) => unit(900 + n))
    many[3]![COLUMNS.indexOf('number')] = null
    many[12]![COLUMNS.indexOf('floor')] = 'top'
    expect((await fresh.take(units(many))).rows.map(([id]) => id)).toEqual(['u903', 'u912'])
    expect(rows().map((row) => (row as { id: string }).id)).toEqual(
      many.map(([id]) => id).filter((id) => id !== 'u903' && id !== 'u912'),
    )
  })
  it('never puts an older row over a newer one', async () => {
    const { fresh, rows } = await begun()
    await fresh.take(units([unit(90, { floor: '7', seq: '2000' })]))
    await fresh.take(units([unit(90)]))
    expect(rows()).toMatchObject([{ floor: 7, change_seq: 2000 }])
  })
  // Bug: one row of a table that only a newer version knows made every page after it slow.
  it('is stored so although rows of another table are set aside, and not where rows of its own are', async () => {
    const { fresh } = await begun()
    fresh.side.filled({ table: 'parcel_lockers', columns: ['id', 'change_seq'], rows: [['l1', '5']] })
    expect((await fresh.take(units([unit(90)]))).rows).toEqual([])
    fresh.side.filled(units([unit(91, { floor: 'top' })]))
    expect((await fresh.take(units([unit(92)]))).rows).toHaveLength(1)
  })
  it('is looked at row by row once references are checked', async () => {
    const { fresh } = await begun()
    while (!(await fresh.verify(100))) continue
    expect((await fresh.take(units([unit(90)]))).rows).toHaveLength(1)
  })
  // Bug: a file that was thrown away, or gone on with by the next reading, was still written to.
  it('is there whole or not at all when the file is closed meanwhile, and nobody holds the file any more', async () => {
    const { options, fresh } = await begun()
    await fresh.take(units([unit(90)]))
    const many = fresh.take(units(Array.from({ length: 5000 }, (_, n) => unit(10_000 + n))))
    const ended = expect(many).rejects.toThrow('closed')
    fresh.close()
    await ended
    const file = `${options.file}.filling`
    const alone = new Database(file, { timeout: 0 })
    alone.pragma('locking_mode = EXCLUSIVE')
    alone.exec('BEGIN EXCLUSIVE')
    expect([0, 5000]).toContain(
      alone.prepare(`SELECT count(*) FROM units WHERE CAST(number AS INTEGER) >= 10000`).pluck().get(),
    )
    alone.exec('COMMIT')
    alone.close()
    renameSync(file, `${file}.away`)
  })
  it('fails as SQLite says, and the next one is stored', async () => {
    const { options, fresh } = await begun()
    const filler = fillInThread(`${options.file}.filling`)
    later(() => filler.close())
    const put = (into: string) =>
      filler.put({
        one: `INSERT INTO ${into} VALUES (?, '1')`,
        several: `INSERT INTO ${into} VALUES (?, '1'), (?, '1')`,
        atOnce: 2,
        places: [0],
        kinds: ['text'],
        rows: [['x']],
      })
    const failed = await put('nowhere').catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(Database.SqliteError)
    expect(failed).toMatchObject({ code: 'SQLITE_ERROR' })
    expect(await put('_sync (key, value)')).toEqual([])
    expect(fresh.side.meta.get('x')).toBe('1')
  })
})
