import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NAMES } from './guest/names.ts'
import { packImage } from './image.ts'
import { readTap, runMachine, type Run } from './machine.ts'
import { fetchKernel, installPrograms, whyNot } from './packages.ts'

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/lofts-vm')
const reason = whyNot()

describe('devices in a virtual machine', () => {
  let run: Run
  let folder = ''

  beforeAll(async () => {
    if (reason !== null) return
    folder = mkdtempSync(join(tmpdir(), 'lofts-vm-'))
    mkdirSync(CACHE, { recursive: true })
    installPrograms()
    const kernel = fetchKernel(CACHE)
    run = await runMachine(kernel, packImage(kernel, folder))
  })
  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  beforeEach((context) => context.skip(reason !== null, reason ?? ''))

  it('the machine boots and runs every test', () => {
    expect(
      run.outcomes.map(({ name }) => name),
      run.console.slice(-4000),
    ).toEqual(NAMES)
  })

  it.each(NAMES)('%s', (name) => {
    const outcome = run.outcomes.find((one) => one.name === name)
    expect(outcome, run.console.slice(-4000)).toBeDefined()
    expect(outcome!.ok, outcome!.detail).toBe(true)
  })
})

describe('the answers of the machine', () => {
  it('are read with what explains a failure', () => {
    expect(readTap('boot\r\nok 1 - a\r\n# 3 ms\r\nnot ok 2 - b\r\n# why\r\nreboot')).toEqual([
      { name: 'a', ok: true, detail: '3 ms\n' },
      { name: 'b', ok: false, detail: 'why\n' },
    ])
  })
})
