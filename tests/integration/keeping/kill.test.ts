import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readArchive } from '../../../src/main/archive/read.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../../../src/main/store/testing.ts'
import { deskIn, folder } from './support.ts'

const passphrase = 'quatre bateaux lanterne orage prune'

/** Writes an archive in a program of its own, killed when it says `until`. */
function write(dir: string, target: string, until: string): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.child.ts'), dir, target])
  const said: string[] = []
  child.stdout.on('data', (text) => {
    said.push(...String(text).trim().split('\n'))
    if (said.includes(until)) child.kill('SIGKILL')
  })
  return new Promise((done) => child.once('close', () => done(said)))
}

it('killed at any step of writing, the archive of before stays, none has its name before it is whole, and the next is written', async () => {
  const dir = testDir(onTestFinished)
  const store = await openReady(testOptions(dir), onTestFinished)
  seedSmall(store)
  for (let n = 1; n <= 500; n++) registerParcel(store, n)
  await store.backup('hourly')
  mkdirSync(join(dir, 'files'))
  writeFileSync(join(dir, 'files', '0190c2a4-0000-7000-8000-000000000001'), Buffer.alloc(2_000_000, 'photo'))
  const to = folder()
  const target = join(to, 'all.age')
  await write(dir, target, 'never')
  let killed = 0
  for (let step = 0; step <= 12; step++) {
    const said = await write(dir, target, String(step))
    if (!said.includes('written')) killed++
    expect(readdirSync(to).filter((name) => !name.endsWith('.part'))).toEqual(['all.age'])
    const whole = await readArchive({ source: target, passphrase, into: null }, () => undefined)
    expect(whole.packages).toBe(1)
  }
  expect(killed).toBeGreaterThan(5)
  expect((await write(dir, target, 'never')).at(-1)).toBe('written')
  expect(readdirSync(to)).toEqual(['all.age'])
})

it('what a crash left of an archive beside the data is cleared away by the next start', async () => {
  const dir = folder()
  for (const name of ['exporting', 'importing']) {
    mkdirSync(join(dir, name))
    writeFileSync(join(dir, name, 'replica.db'), 'half')
  }
  await deskIn(dir)
  await expect.poll(() => existsSync(join(dir, 'exporting')) || existsSync(join(dir, 'importing'))).toBe(false)
})
