import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openTestDesk, textInMemory } from '../../tests/support/testDesk.ts'

// Bug: acts were acknowledged into a deleted folder, and the next start showed the sample where the building had been.
it('a folder that is deleted under the running desk is said at once, and no sample takes its place', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lofts-lost-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const hadBuilding = textInMemory()
  const first = await openTestDesk({ dataDir, hadBuilding })
  expect(first.state).toEqual({ state: 'ready' })
  const told: string[] = []
  first.desk.on((event) => event.type === 'fault' && told.push(event.code))
  rmSync(dataDir, { recursive: true })
  const carriers = { carrier: 'ups', prefix: 'QQXY', length: 12 }
  expect(await first.refusal('carriers.teach', carriers as never)).toMatchObject({ code: 'FILE_LOST' })
  expect((await first.ask('app.status', {})).store).toMatchObject({ state: 'gone', detail: 'the file is gone' })
  expect(told).toEqual(['FILE_LOST'])
  await first.close()

  const second = await openTestDesk({ dataDir, hadBuilding })
  expect(second.state).toMatchObject({ state: 'gone', backups: [], path: join(dataDir, 'replica.db') })
  // Bug: the times of that screen were those of the computer, whatever its zone.
  expect((await second.ask('app.status', {})).timezone).toBe('America/Toronto')
  await second.ask('app.startFresh', {})
  expect((await second.ask('residents.list', { text: '' })).total).toBe(0)
  await second.close()
})
