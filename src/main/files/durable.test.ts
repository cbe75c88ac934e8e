import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { writeDurably, writeDurablySoon } from './durable.ts'

const { shortBy } = vi.hoisted(() => ({ shortBy: { bytes: Infinity } }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  return {
    ...real,
    writeSync: (handle: number, bytes: Uint8Array, offset: number, length: number) =>
      real.writeSync(handle, bytes, offset, Math.min(length, shortBy.bytes)),
  }
})

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lofts-durable-'))
  onTestFinished(() => {
    shortBy.bytes = Infinity
    rmSync(dir, { recursive: true, force: true })
  })
  return dir
}

// Bug: a system that took 4096 of 6026 bytes left half a file under the real name.
it('goes on until all is written, however little the system takes at a time', () => {
  const dir = folder()
  shortBy.bytes = 7
  const text = 'é'.repeat(3013)
  writeDurably(join(dir, 'a', 'b', 'settings.json'), text)
  expect(readFileSync(join(dir, 'a', 'b', 'settings.json'), 'utf8')).toBe(text)
  expect(readdirSync(join(dir, 'a', 'b'))).toEqual(['settings.json'])
})

it('leaves the old file and nothing else when it fails', async () => {
  const dir = folder()
  const path = join(dir, 'settings.json')
  writeDurably(path, 'old')
  shortBy.bytes = 0
  expect(() => writeDurably(path, 'new')).toThrow(expect.objectContaining({ code: 'ENOSPC' }))
  expect(readFileSync(path, 'utf8')).toBe('old')
  mkdirSync(join(dir, 'taken'))
  writeFileSync(join(dir, 'taken', 'x'), '')
  await expect(writeDurablySoon(join(dir, 'taken'), new Uint8Array(10))).rejects.toThrow()
  expect(readdirSync(dir).toSorted()).toEqual(['settings.json', 'taken'])
})

it('writes what is empty, and a name that is chosen last', async () => {
  const dir = folder()
  writeDurably(join(dir, 'empty'), '')
  await writeDurablySoon(join(dir, 'hidden'), 'label', () => join(dir, 'A12.pdf'))
  expect(readdirSync(dir).toSorted()).toEqual(['A12.pdf', 'empty'])
})
