import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYNC_TABLES } from '../../src/shared/sync/tables.ts'
import { pushAnswer, type WireResult } from '../../src/shared/sync/wire.ts'
import { replicaMigrations } from '../../src/main/store/testing.ts'
import { createDatabase, startPostgres, type PostgresServer } from '../support/postgres.ts'
import { runSeed } from './run.ts'
import { template } from './template.ts'
import { foreignNames } from './names.ts'
import type { Observed } from './server/server.ts'

const SEEDS = Number(process.env['DIFFERENTIAL_SEEDS'] ?? 12)

let postgres: PostgresServer
let dir = ''
let base = ''
beforeAll(async () => {
  postgres = await startPostgres()
  dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lofts-diff-'))
  base = template(dir, replicaMigrations().length)
})
afterAll(async () => {
  await postgres.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** How often which verdicts met, the double's first. */
const pairs = new Map<string, number>()
const verdict = (result: WireResult): string => (result.status === 'applied' ? 'applied' : result.code)
const userOf = (staff: string) => staff.replace(/^.{8}/, 'aaaaaaaa')

/** Gives the server's functions what the double was given, and compares what they answer and what they hold. */
async function replay(events: readonly Observed[]): Promise<{ pushed: number; differences: string[] }> {
  const database = await createDatabase(postgres.url)
  const client = new Client({ connectionString: database.url })
  await client.connect()
  // The server of the simulation has its own time.
  await client.query(`create or replace function private.arrived() returns timestamptz language sql set search_path = '' as
    $f$ select current_setting('test.now')::timestamptz $f$`)
  const as = async (staff: string, sql: string, params: unknown[]) => {
    await client.query('begin')
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ role: 'authenticated', sub: userOf(staff) }),
    ])
    await client.query('set local role authenticated')
    const { rows } = await client.query<{ a: unknown }>(sql, params)
    await client.query('commit')
    return rows[0]!.a
  }
  const differences: string[] = []
  const held = new Map<string, Map<string, Record<string, unknown>>>()
  let pushed = 0
  try {
    for (const event of events) {
      if (event.kind === 'write') {
        const { change_seq: _, ...row } = event.row as Record<string, unknown>
        if (event.table === 'staff') {
          row['user_id'] = userOf(String(row['id']))
          await client.query('insert into auth.users (id, email) values ($1, $2) on conflict do nothing', [
            row['user_id'],
            `${String(row['id'])}@example.org`,
          ])
        }
        const { before } = event
        const columns = Object.keys(row).filter(
          (column) =>
            column !== 'updated_at' &&
            (before === null || row[column] !== before[column]) &&
            !(before && column === 'user_id'),
        )
        // Somebody wrote what stood there already.
        if (columns.length === 0) continue
        const given = `jsonb_populate_record(null::public.${event.table}, $1) r`
        const list = columns.map((column) => `r.${column}`).join(', ')
        await client.query(
          before === null
            ? `insert into public.${event.table} (${columns.join(', ')}) select ${list} from ${given}`
            : `update public.${event.table} t set (${columns.join(', ')}) = row(${list}) from ${given} where t.id = $2`,
          before === null ? [JSON.stringify(row)] : [JSON.stringify(row), row['id']],
        )
        continue
      }
      if (event.kind === 'hand_on') {
        await as(event.caller, 'select public.sync_hand_on($1, $2) as a', [event.desk, event.acts])
        continue
      }
      await client.query(`select set_config('test.now', $1, false)`, [event.at])
      const answer = pushAnswer.parse(
        await as(event.caller, 'select public.sync_push($1, $2) as a', [
          event.desk,
          JSON.stringify(event.transactions),
        ]),
      )
      answer.results.forEach((result, i) => {
        pushed++
        const ours = event.results[i]!
        const tx = event.transactions[i]!
        const pair = `${verdict(ours)} / ${verdict(result)}`
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
        if (verdict(result) !== verdict(ours) && (result.status === 'applied' || ours.status === 'applied'))
          differences.push(
            `${tx.name} ${tx.id}: ${verdict(ours)} in the double, ${verdict(result)} (${result.status === 'refused' ? result.message : ''}) in Postgres`,
          )
        for (const { table, row } of result.rows) {
          let rowsOf = held.get(table)
          if (!rowsOf) held.set(table, (rowsOf = new Map()))
          rowsOf.set(String(row['id']), row)
        }
        if (result.status === 'applied' && ours.status === 'applied') compareRows(tx.name, ours, result, differences)
      })
      // One difference makes others: the first is the one to look at.
      if (differences.length > 0) break
    }
  } finally {
    await client.end()
    await database.drop()
  }
  return { pushed, differences }
}

function compareRows(name: string, ours: WireResult, theirs: WireResult, differences: string[]): void {
  const there = new Map(theirs.rows.map(({ table, row }) => [`${table}/${String(row['id'])}`, row]))
  for (const { table, row } of ours.rows) {
    const other = there.get(`${table}/${String(row['id'])}`)
    for (const column of Object.keys(SYNC_TABLES[table as keyof typeof SYNC_TABLES])) {
      if (['change_seq', 'updated_at', 'user_id'].includes(column)) continue
      const [a, b] = [canonical(row[column] ?? null), canonical(other?.[column] ?? null)]
      if (a !== b) differences.push(`${name}: ${table}.${column} is ${a} in the double, ${b} in Postgres`)
    }
  }
}
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

describe('the double of the server and its functions in Postgres', () => {
  it('give the same verdicts and the same rows on what simulated desks send', async () => {
    let pushed = 0
    const failed: string[] = []
    for (let seed = 1; seed <= SEEDS; seed++) {
      const events: Observed[] = []
      await runSeed(seed, { dir, template: base, plain: true, observe: (event) => void events.push(event) })
      const result = await replay(events)
      pushed += result.pushed
      if (result.differences.length > 0) failed.push(`seed ${seed}: ${result.differences[0]!}`)
    }
    console.info('verdicts of double / Postgres:', Object.fromEntries(pairs))
    expect(failed).toEqual([])
    // Both kinds must have been met, or nothing was compared.
    expect(pairs.get('applied / applied') ?? 0).toBeGreaterThan(SEEDS)
    expect([...pairs.keys()].some((pair) => !pair.startsWith('applied'))).toBe(true)
    expect(pushed).toBeGreaterThan(SEEDS)
  })

  it('agree on who may send what in whose name, when it was done, and what an event may say', async () => {
    const { events, verdicts } = foreignNames()
    expect((await replay(events)).differences).toEqual([])
    expect(verdicts).toEqual([...verdicts].map(([what, , wanted]) => [what, wanted, wanted]))
  })
})
