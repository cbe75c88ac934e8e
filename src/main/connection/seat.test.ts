import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { openTestDesk } from '../../../tests/support/testDesk.ts'

/** A desk whose replica came from a project with this staff, and that remembers no connection. */
async function forgotten(change: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'lofts-seat-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  await (await openTestDesk({ dataDir })).close()
  const file = new Database(join(dataDir, 'replica.db'))
  file.exec(`INSERT INTO _sync (key, value) VALUES ('cursor', '7'); ${change}`)
  file.close()
  const desk = await openTestDesk({ dataDir })
  onTestFinished(() => desk.close())
  return desk
}

it('a desk that forgot its project has a clerk on duty', async () => {
  const desk = await forgotten('')
  expect((await desk.ask('session.get', {})).actor.role).toBe('desk')
})

// Bug: where a building had no clerk, whoever took the connection away was its administrator.
it.each(['admin', 'manager', 'board'])(
  'where there is only %s it has nobody on duty, who signs nothing',
  async (role) => {
    const desk = await forgotten(`UPDATE staff SET role = '${role}' WHERE true`)
    const { actor, staff, permissions } = await desk.ask('session.get', {})
    expect(staff.map(({ id }) => id)).not.toContain(actor.id)
    expect(permissions).not.toContain('desk.connect')
    expect(await desk.refusal('session.switch', { staffId: staff[0]!.id })).toEqual({ code: 'CONNECT_AGAIN_FIRST' })
    expect(await desk.refusal('carriers.teach', { carrier: 'ups', prefix: 'QQXY', length: 12 })).toEqual({
      code: 'CONNECT_AGAIN_FIRST',
    })
    // The way out stays open: connecting gets as far as the network.
    const input = { url: 'https://abcdefghijklmnopqrst.supabase.co', key: 'sb_publishable_x', email: 'a@example.com' }
    expect((await desk.refusal('account.look', { ...input, password: 'secret12' })).code).not.toBe('NOT_ALLOWED')
  },
)
