import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Replica } from './open.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from './testing.ts'

const lost = expect.objectContaining({ code: 'FILE_LOST' })

async function desk(): Promise<{ store: Replica; file: string; told: () => number }> {
  const options = testOptions(`${testDir(onTestFinished)}/building`)
  const store = await openReady(options, onTestFinished)
  seedSmall(store)
  registerParcel(store, 1)
  let told = 0
  store.onLost(() => told++)
  return { store, file: options.file, told: () => told }
}

// Bug: acts went on being acknowledged into a file that no name led to.
it.each<[string, (file: string) => void]>([
  ['its folder was deleted', (file) => rmSync(dirname(file), { recursive: true })],
  ['its folder was moved away', (file) => renameSync(dirname(file), `${dirname(file)}.old`)],
  [
    'another file took its place',
    (file) => {
      copyFileSync(file, `${file}.copy`)
      renameSync(`${file}.copy`, file)
    },
  ],
  ['its log was deleted', (file) => rmSync(`${file}-wal`)],
])('acknowledges nothing any more when %s, and says so once', async (_, hurt) => {
  const { store, file, told } = await desk()
  hurt(file)
  expect(() => registerParcel(store, 2)).toThrow(lost)
  expect(() => registerParcel(store, 3)).toThrow(lost)
  mkdirSync(dirname(file), { recursive: true })
  expect(() => store.meta.set('a', 'b')).toThrow(lost)
  await Promise.resolve()
  expect(told()).toBe(1)
})

it('minds nothing else: a file beside it, a backup, a checkpoint', async () => {
  const { store, file, told } = await desk()
  await store.backup('manual')
  copyFileSync(file, `${file}.mine`)
  registerParcel(store, 2)
  expect(told()).toBe(0)
})
