import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { expect, it, onTestFinished } from 'vitest'
import { openTestDesk, PROJECT } from '../../../../tests/support/testDesk.ts'
import { testDir } from '../../store/testing.ts'
import { verifyFile } from '../../store/audit/file.ts'

async function desk() {
  const folder = testDir(onTestFinished)
  const open = await openTestDesk({ dataDir: folder })
  onTestFinished(() => open.close())
  const { staff } = await open.ask('session.get', {})
  const be = (role: string) => open.ask('session.switch', { staffId: staff.find((one) => one.role === role)!.id })
  await be('manager')
  const people = await open.ask('residents.list', { limit: 5 })
  const person = people.rows[0]!
  const registered = await open.ask('packages.register', {
    id: '01900000-0000-7000-8000-000000000001',
    carrier: 'ups',
    trackingNumber: '1Z999AA10123456784',
    rawBarcode: '1Z999AA10123456784',
    symbology: null,
    unitId: person.unitId,
    residentId: person.residentId,
    print: false,
  })
  return { open, be, person, registered, file: join(folder, 'replica.db') }
}
const shown = { limit: 100 }

it('lists what was done, by whom and about what, and finds it by person, subject and day', async () => {
  const { open } = await desk()
  const all = await open.ask('audit.list', shown)
  expect(all.rows[0]).toMatchObject({
    what: 'packages.register',
    area: 'parcels',
    by: expect.any(String),
    about: expect.stringMatching(/^A\d+$/),
  })
  expect(all.rows.at(-1)).toMatchObject({ what: 'audit.segment', seq: 1 })
  expect((await open.ask('audit.list', { ...shown, area: 'imports' })).rows).toEqual([])
  expect((await open.ask('audit.list', { ...shown, area: 'parcels' })).rows).toHaveLength(1)
  expect((await open.ask('audit.list', { ...shown, from: '2079-01-01' })).rows).toEqual([])
  expect((await open.ask('audit.list', { ...shown, to: '2079-01-01' })).rows).toHaveLength(all.rows.length)
  expect(await open.ask('audit.list', { limit: 1 })).toMatchObject({ more: true })
  await expect(open.ask('audit.list', { ...shown, from: 'x' })).rejects.toThrow('FIELDS_REFUSED')
})

it('notes exports, and leaves as a file that no spreadsheet runs and as a chain that is verified elsewhere', async () => {
  const { open, file } = await desk()
  await open.ask('export.people', { format: 'csv_comma' })
  const { bytes } = await open.ask('audit.export', { format: 'csv_semicolon' })
  const text = new TextDecoder().decode(bytes)
  expect(text).toContain('packages.register')
  expect(text).toContain('export.people')
  const commas = new TextDecoder().decode((await open.ask('audit.export', { format: 'csv_comma' })).bytes)
  expect(commas.split('\r\n')[0]).toBe(text.split('\r\n')[0]!.replaceAll(';', ','))
  const workbook = await open.ask('audit.export', { format: 'xlsx', area: 'parcels' })
  expect(workbook.name).toMatch(/\.xlsx$/)
  const sheet = unzipSync(workbook.bytes)['xl/worksheets/sheet1.xml']!
  // The heading and the one parcel.
  expect(new TextDecoder().decode(sheet).match(/<row /g)).toHaveLength(2)
  for (const cell of text.split(/[;\r\n]+/)) expect(cell).toMatch(/^(?:\uFEFF?"(?!\s*[=+\-@])|$)/)
  const chain = await open.ask('audit.chain', {})
  const copy = `${file}.jsonl`
  writeFileSync(copy, chain.bytes)
  const { head } = await open.ask('audit.status', {})
  const anchors = [{ segment: null, n: head!.seq, hash: head!.hash.slice(0, 32) }]
  expect(await verifyFile(copy, { anchors })).toMatchObject({ broken: null, anchors: { given: 1, met: 1 } })
  const lines = readFileSync(copy, 'utf8').split('\n')
  writeFileSync(copy, [...lines.slice(0, 1), ...lines.slice(2)].join('\n'))
  expect((await verifyFile(copy)).broken).toMatchObject({ kind: 'missing', n: 2 })
})

// Bug: a parcel’s entry was changed in the file by hand, and every screen showed it as true.
it('finds in the open desk, and in its file, what somebody changed by hand', { timeout: 30_000 }, async () => {
  const { open, file } = await desk()
  expect(await open.ask('audit.verify', {})).toMatchObject({ broken: null })
  const db = new Database(file)
  onTestFinished(() => void db.close())
  db.exec(`DROP TRIGGER _audit_append_only_update;
    UPDATE _audit SET body = CAST(replace(CAST(body AS TEXT), 'received', 'returned') AS BLOB) WHERE area = 'parcels'`)
  expect(await open.ask('audit.verify', {})).toMatchObject({ broken: { kind: 'changed' } })
  const { broken } = await verifyFile(file)
  expect(broken).toMatchObject({ kind: 'changed' })
  const command = spawnSync(process.execPath, [join(PROJECT, 'scripts/auditVerify.ts'), 'verify', file])
  expect(command.status).toBe(1)
  expect(String(command.stdout)).toContain(
    `BROKEN at place ${broken!.seq}: entry ${broken!.n} of segment ${broken!.segment}`,
  )
})

// Bug: a file that is missing ended the command in the program's own words, and one that holds no log was called changed by hand.
it('says of a file that cannot be checked that it cannot, and accuses nobody', () => {
  const verify = (file: string) => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [join(PROJECT, 'scripts/auditVerify.ts'), 'verify', file],
      { encoding: 'utf8' },
    )
    return { status, stdout, stderr: stderr.trim() }
  }
  const folder = testDir(onTestFinished)
  const db = new Database(join(folder, 'other.db'))
  db.exec('CREATE TABLE other (id)')
  db.close()
  for (const [file, why] of [
    [join(folder, 'none.db'), /ENOENT/],
    [join(folder, 'other.db'), /holds no audit log/],
    [join(PROJECT, 'README.md'), /holds no audit log/],
  ] as const) {
    const { status, stdout, stderr } = verify(file)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(why)
    expect(stderr.split('\n')).toHaveLength(1)
  }
})

it('is read by managers, administrators and the board, not by the desk', async () => {
  const { open, be } = await desk()
  for (const role of ['admin', 'manager'])
    expect((await be(role), await open.ask('audit.status', {})).entries).toBeGreaterThan(1)
  await be('desk')
  for (const route of ['audit.list', 'audit.status', 'audit.verify', 'audit.chain'] as const)
    await expect(open.ask(route, {}), route).rejects.toThrow('NOT_ALLOWED')
})
