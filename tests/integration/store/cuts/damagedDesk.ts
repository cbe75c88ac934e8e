import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { WireRow } from '../../../../src/shared/sync/wire.ts'
import { openStore } from '../../../../src/main/store/open.ts'
import { restoreBackup } from '../../../../src/main/store/recover.ts'
import { RESIDENT_VALUES } from '../../../../src/main/store/sync/testRows.ts'
import { openReady, registerParcel, seedSmall, testOptions } from '../../../../src/main/store/testing.ts'

const AT = '2026-01-01T00:00:00.000Z'
const resident: WireRow = {
  table: 'residents',
  row: {
    id: 'r2',
    building_id: 'b1',
    given_name: 'Zoé',
    family_name: 'Roy',
    ...RESIDENT_VALUES,
    channels: [],
    created_at: AT,
    updated_at: AT,
    deleted_at: null,
    change_seq: '60',
  },
}

/**
 * A damaged desk: acts in a backup, acts since, one of them on a row that came from the server since. `log`: the program was
 * killed, so that the acts stand in the log.
 */
export async function damagedDesk(dir: string, { log = false } = {}): Promise<{ desk: string; wanted: string[] }> {
  const options = testOptions(join(dir, 'made'))
  const store = await openReady(options, () => undefined)
  seedSmall(store)
  for (let n = 1; n <= 10; n++) registerParcel(store, n)
  await store.backup('manual')
  store.sync.pulled({ rows: [resident], cursor: 'c2', epoch: 'e1' })
  store.transact('residents.edit', { staffId: 's1' }, (tx) => tx.patch('residents', 'r2', { notes: 'Sonner' }))
  for (let n = 11; n <= 20; n++) registerParcel(store, n)
  const made = join(dir, 'made')
  const desk = join(dir, 'desk')
  const wanted = actsIn(options.file)
  if (log) cpSync(made, desk, { recursive: true })
  store.close()
  if (!log) cpSync(made, desk, { recursive: true })
  rmSync(made, { recursive: true })
  const file = join(desk, 'replica.db')
  writeFileSync(file, readFileSync(file).fill(0xee, 0, 100))
  writeFileSync(join(dir, 'wanted.json'), JSON.stringify(wanted))
  return { desk, wanted }
}

/** Does what a person does: opens, and goes back to the newest good backup where that is offered. True when it is ready. */
export async function recover(dir: string): Promise<boolean> {
  const options = testOptions(dir)
  for (let tries = 0; tries < 3; tries++) {
    const opened = await openStore(options)
    if (opened.ok) {
      opened.store.close()
      return true
    }
    const { state } = opened
    const good =
      state.state === 'damaged' || state.state === 'gone' ? state.backups.find((backup) => backup.good) : undefined
    if (!good) continue
    const { opened: restored } = await restoreBackup({ ...options, backupFile: good.file })
    if (!restored.ok) continue
    restored.store.close()
    return true
  }
  return false
}

/** The acts that a file keeps: to be sent, or waiting for a person. */
export function actsIn(file: string): string[] {
  if (!existsSync(file)) return []
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare<[], string>('SELECT id FROM _outbox UNION SELECT id FROM _attention').pluck().all()
  } finally {
    db.close()
  }
}

/** Files of a folder and those below it, by their path in it. */
export const filesBelow = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
