import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCAL_TABLES, outliving, type LocalTableName } from './localTables.ts'
import type { OpenResult, Replica } from './open.ts'
import { restoreBackup } from './recover.ts'
import { openFresh } from './sync/fresh.ts'
import { AT, desk, founding, later, page } from './sync/testing.ts'
import { openReady, replicaMigrations, testOptions } from './testing.ts'

type Work = ReturnType<typeof outliving<'work'>>[number]
const file = (id: string, name: string) =>
  `INSERT OR REPLACE INTO _files (id, conversation_id, name, type, bytes, state, created_at)
   VALUES ('${id}', 'c', '${name}', 'image/png', 1, 'kept', '${AT}')`
const job = (id: string, title: string) =>
  `INSERT OR REPLACE INTO _print_jobs (id, kind, title, size, dpi, transport, language, state, created_at, updated_at)
   VALUES ('${id}', 'test', '${title}', '102x152', 203, 'cups', 'pdf', 'queued', '${AT}', '${AT}')`
const draft = (id: string, body: string) =>
  `INSERT OR REPLACE INTO _drafts (conversation_id, staff_id, body, internal_note, files, updated_at)
   VALUES ('${id}', 's1', '${body}', 0, '[]', '${AT}')`
const check = (id: string, seen: string) =>
  `INSERT OR REPLACE INTO _shelf_checks (shelf_id, what, is_code, expected, seen_as)
   VALUES ('${id}', 'parcel', 0, 1, '${seen}')`
/** Does not compile before a table in which people leave their work has its rows here. */
const WRITE: Record<Work, (id: string, text: string) => string> = {
  _files: file,
  _print_jobs: job,
  _drafts: draft,
  _shelf_checks: check,
}
const KEY: Record<Work, [string, string]> = {
  _files: ['id', 'name'],
  _print_jobs: ['id', 'title'],
  _drafts: ['conversation_id', 'body'],
  _shelf_checks: ['shelf_id', 'seen_as'],
}
const WORK = outliving('work')

const write = (store: Replica, table: Work, id: string, text: string) =>
  store.local((tx) => tx.prepare(WRITE[table](id, text)).run())
const forget = (store: Replica, table: Work, id: string) =>
  store.local((tx) => tx.prepare(`DELETE FROM ${table} WHERE ${KEY[table][0]} = ?`).run(id))
const texts = (store: Replica, table: Work) =>
  Object.fromEntries(
    store
      .prepare<{ id: string; text: string }>(
        `SELECT ${KEY[table][0]} AS id, ${KEY[table][1]} AS text FROM ${table} ORDER BY 1`,
      )
      .all()
      .map(({ id, text }) => [id, text]),
  )
const ready = (opened: OpenResult): Replica => {
  if (!opened.ok) throw new Error(JSON.stringify(opened.state))
  later(() => opened.store.close())
  return opened.store
}

/** A desk whose file was damaged after a backup: a row was changed since, one was made and one was done with. */
async function damaged() {
  const { store, dir, ports } = await desk()
  const options = testOptions(dir, ports)
  for (const table of WORK) for (const id of ['changed', 'done']) write(store, table, id, 'old')
  const backup = await store.backup('manual')
  for (const table of WORK) {
    for (const id of ['changed', 'made']) write(store, table, id, 'new')
    forget(store, table, 'done')
  }
  store.close()
  writeFileSync(options.file, readFileSync(options.file).fill(0xee, 0, 16))
  return { options, backupFile: backup.file }
}
const NEWEST = { changed: 'new', made: 'new' }

describe.each(WORK)('what people left in %s', (table) => {
  // Bug: a draft that had become a message since the backup came back as a draft, and a label was printed a second time.
  it('is after a restore as it was when the file was damaged', async () => {
    const { options, backupFile } = await damaged()
    const store = ready((await restoreBackup({ ...options, backupFile })).opened)
    expect(texts(store, table)).toEqual(NEWEST)
  })

  // Bug: a second restore read the backup that the first one had put in place, and took its rows for the newest.
  it('is so too when the restore was cut after the backup stood in its place', async () => {
    const { options, backupFile } = await damaged()
    const broken = { version: options.migrations.length + 1, name: 'broken', sql: 'SELECT nonsense' }
    const cut = await restoreBackup({ ...options, migrations: [...options.migrations, broken], backupFile })
    expect(cut.opened.ok).toBe(false)
    const store = ready((await restoreBackup({ ...options, backupFile })).opened)
    expect(texts(store, table)).toEqual(NEWEST)
  })

  it('comes into a replica that was filled anew', async () => {
    const { store, dir, ports } = await desk()
    write(store, table, 'made', 'new')
    const options = testOptions(dir, ports)
    const fresh = openFresh({ file: options.file, building: 'b1', migrations: replicaMigrations(), ports })
    fresh.side.pulled(page(founding(), 'c9'))
    await fresh.index()
    while (!(await fresh.verify(500)));
    fresh.replace(store)
    expect(texts(await openReady(options, later), table)).toEqual({ made: 'new' })
  })
})

// Bug: the screen of messages read the queue of acts by itself, and knew another shape of an act than the queue did.
it('tables of sync are named by the store alone', () => {
  const main = join(import.meta.dirname, '..')
  const names = (Object.keys(LOCAL_TABLES) as LocalTableName[]).filter((name) => LOCAL_TABLES[name].sync)
  // The name of a change is how the window hears of it; a question to the table is not.
  const asked = new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE)\\s+(?:${names.join('|')})\\b`, 'i')
  const guilty = readdirSync(main, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => relative(main, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('store') && asked.test(readFileSync(join(main, path), 'utf8')))
  expect(guilty).toEqual([])
})
