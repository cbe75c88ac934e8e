import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../src/main/store/open.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../../../src/main/store/testing.ts'
import { canMount, smallDisk } from './support.ts'

const isRoot = process.getuid?.() === 0
const readOnly = (path: string) => ({ ok: false, state: { state: 'read_only', path } })

async function closedReplica(dir: string) {
  const options = testOptions(dir)
  const store = await openReady(options, () => undefined)
  seedSmall(store)
  registerParcel(store, 1)
  store.close()
  return options
}

/** Makes a file unchangeable for everyone; false where the file system cannot. */
function freeze(file: string): boolean {
  try {
    execFileSync('chattr', ['+i', file], { stdio: 'ignore' })
    onTestFinished(() => void execFileSync('chattr', ['-i', file]))
    return true
  } catch {
    return false
  }
}

describe('a read-only disk', () => {
  beforeEach(({ skip }) => skip(!canMount, 'mounting a disk needs root'))

  it('is said as such, and the replica opens again when it is writable', async () => {
    const disk = smallDisk(4 << 20, onTestFinished)
    const options = await closedReplica(disk.dir)
    disk.remount('ro')
    expect(await openStore(options)).toEqual(readOnly(options.file))
    disk.remount('rw')
    const store = await openReady(options, onTestFinished)
    expect(store.prepare('SELECT count(*) AS n FROM packages').get()).toEqual({ n: 1 })
  })

  it('is said as such when there is nothing on it yet', async () => {
    const disk = smallDisk(1 << 20, onTestFinished)
    disk.remount('ro')
    const options = testOptions(join(disk.dir, 'new'))
    expect(await openStore(options)).toEqual(readOnly(options.file))
  })

  it('for backups alone keeps no act from being written', async () => {
    const disk = smallDisk(1 << 20, onTestFinished)
    disk.remount('ro')
    const options = { ...testOptions(testDir(onTestFinished)), backupDir: join(disk.dir, 'backups') }
    const store = await openReady(options, onTestFinished)
    seedSmall(store)
    registerParcel(store, 1)
    await expect(store.backup('hourly')).rejects.toThrow(expect.objectContaining({ code: 'READ_ONLY' }))
    registerParcel(store, 2)
    expect(store.listBackups()).toEqual([])
  })
})

describe('a read-only file', () => {
  it('is said as such', async ({ skip }) => {
    const options = await closedReplica(testDir(onTestFinished, { disk: true }))
    if (isRoot) {
      if (!freeze(options.file)) skip('this file system cannot freeze a file')
    } else {
      chmodSync(options.file, 0o444)
    }
    expect(await openStore(options)).toEqual(readOnly(options.file))
  })

  it('in a read-only folder is said as such', async ({ skip }) => {
    skip(isRoot, 'permissions do not bind root')
    const dir = testDir(onTestFinished)
    const options = await closedReplica(dir)
    chmodSync(dir, 0o555)
    onTestFinished(() => chmodSync(dir, 0o755))
    expect(await openStore(options)).toEqual(readOnly(options.file))
  })
})
