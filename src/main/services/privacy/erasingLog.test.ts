import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { knownPerson, SECRET, SECRET_NAME } from '../../../../tests/support/knownPerson.ts'
import { openTestDesk } from '../../../../tests/support/testDesk.ts'
import { digestOf } from '../../store/audit/link.ts'

interface Op {
  table: string
  values: Record<string, unknown>
}

// Bug: a row of a neighbour that names the person stood under the neighbour's salt, and whoever tried names found theirs.
it('leaves nothing in the audit log that fits a value which somebody tries, and the log whole', async () => {
  const desk = await openTestDesk()
  onTestFinished(() => desk.close())
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
  const { id } = await knownPerson(desk.ask, (await desk.ask('units.list', {})).rows[0]!.number)
  const { rows } = await desk.ask('residents.list', { limit: 1 })
  await desk.ask('residents.saveAuthorisation', {
    id: uuidv7(),
    residentId: rows[0]!.residentId!,
    name: SECRET_NAME,
    from: '',
    to: '',
    note: '',
  })
  const db = new Database(join(desk.dataDir, 'replica.db'), { readonly: true })
  onTestFinished(() => void db.close())
  const texts = (sql: string) => db.prepare(sql).pluck().all() as string[]
  const written = texts('SELECT ops FROM _outbox')
    .flatMap((ops) => JSON.parse(ops) as Op[])
    .filter(({ values }) => JSON.stringify(values).includes(SECRET.family))
  /** Everything that was written of the person, tried under every salt that there is. */
  const found = (): string[] => {
    const log = texts('SELECT CAST(body AS TEXT) FROM _audit').join('\n')
    const salts = db.prepare('SELECT salt FROM _audit_salts').pluck().all() as Buffer[]
    return written
      .filter(({ values }) => salts.some((salt) => log.includes(digestOf(salt, values))))
      .map(({ table }) => table)
  }
  expect(found()).toEqual(written.map(({ table }) => table))
  expect(new Set(found()).size).toBeGreaterThan(6)

  const { digest } = await desk.ask('privacy.preview', { residentId: id })
  await desk.ask('privacy.erase', { residentId: id, digest })
  expect(found()).toEqual([])
  expect(texts('SELECT CAST(body AS TEXT) FROM _audit').join('\n')).not.toMatch(
    new RegExp(`${SECRET.family}|${SECRET.given}`, 'i'),
  )
  expect(await desk.ask('audit.verify', {})).toMatchObject({ broken: null })
}, 20_000)
