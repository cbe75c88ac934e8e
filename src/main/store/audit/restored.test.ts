import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { restoreBackup } from '../recover.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../testing.ts'
import { bodiesOf, chainOf, verdictOf } from './testing.ts'

// Bug: after a restore the chain went on at the backup's last entry, as if what came after it had never been.
it('a restored backup begins a segment that names it, with the acts that were brought back', async () => {
  const options = testOptions(testDir(onTestFinished))
  const store = await openReady(options, onTestFinished)
  seedSmall(store)
  registerParcel(store, 1)
  const backup = await store.backup('manual')
  const lost = [registerParcel(store, 2), registerParcel(store, 3)]
  const head = chainOf(store).at(-1)!
  store.close()
  writeFileSync(options.file, readFileSync(options.file).fill(0xee, 0, 16))

  const { opened } = await restoreBackup({ ...options, backupFile: backup.file })
  if (!opened.ok) throw new Error(JSON.stringify(opened.state))
  onTestFinished(() => opened.store.close())
  const bodies = bodiesOf(chainOf(opened.store))
  expect(bodies.map(({ what }) => what)).toEqual([
    'audit.segment',
    'packages.register',
    'audit.segment',
    'packages.register',
    'packages.register',
  ])
  expect(bodies[2]).toMatchObject({
    n: 1,
    detail: { reason: 'restored', backup: expect.stringMatching(/\.db$/), afterN: 2 },
  })
  expect(bodies.slice(3)).toMatchObject(lost.map(({ actId }) => ({ act: actId, again: true })))
  // The server, or a label, knows entries of the lost file: the restore is what tells why they are not here.
  const anchor = { segment: head.columns!.segment, n: 4, hash: Buffer.from(head.hash).toString('hex') }
  expect(verdictOf(chainOf(opened.store), [anchor])).toMatchObject({ broken: null, restored: [{ seq: 3, afterN: 2 }] })

  // It is one restore, whatever is opened later.
  opened.store.close()
  const again = await openReady(options, onTestFinished)
  registerParcel(again, 4)
  expect(verdictOf(chainOf(again))).toMatchObject({ broken: null, segments: 2, entries: 6 })
  // Bug: a fingerprint was told with its number in its segment, and met an entry of another one.
  const { seq, hash } = chainOf(again).at(-1)!
  const noted = { segment: null, n: seq, hash: Buffer.from(hash).toString('hex').slice(0, 32) }
  const met = { broken: null, anchors: { given: 1, met: 1 }, head: { seq: 6, n: 4 } }
  expect(verdictOf(chainOf(again), [noted])).toMatchObject(met)
  expect(verdictOf(chainOf(again), [{ ...noted, n: 4 }]).broken).toMatchObject({ kind: 'restamped', seq: 4 })
})
