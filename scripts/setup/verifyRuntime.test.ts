import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createPackage } from '@electron/asar'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { digestRuntime, isUnchanged } from './verifyRuntime.mjs'

let folder = ''
const at = (...names: string[]) => path.join(folder, ...names)
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lofts-runtime-'))
  fs.mkdirSync(at('ours'))
  fs.writeFileSync(at('ours', 'main.js'), 'ours')
  fs.mkdirSync(at('dist', 'resources'), { recursive: true })
  fs.writeFileSync(at('dist', 'electron'), 'program')
  fs.writeFileSync(at('dist', '.lofts-runtime'), 'recipe')
  await createPackage(at('ours'), at('dist', 'resources', 'default_app.asar'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

// Bug: the fallback's files were checked when they were downloaded, and never again.
it('a changed, added or missing file of Electron, or another default app, is seen', async () => {
  const expected = digestRuntime(at('dist'))
  const holds = () => isUnchanged(at('dist'), at('ours'), expected)
  expect(await holds()).toBe(true)
  fs.writeFileSync(at('dist', 'electron'), 'Program')
  expect(await holds()).toBe(false)
  fs.writeFileSync(at('dist', 'electron'), 'program')
  fs.writeFileSync(at('dist', 'libffmpeg.so'), '')
  expect(await holds()).toBe(false)
  fs.rmSync(at('dist', 'libffmpeg.so'))
  expect(await holds()).toBe(true)
  fs.writeFileSync(at('ours', 'main.js'), 'other')
  await createPackage(at('ours'), at('dist', 'resources', 'default_app.asar'))
  fs.writeFileSync(at('ours', 'main.js'), 'ours')
  expect(await holds()).toBe(false)
  fs.rmSync(at('dist', 'resources'), { recursive: true })
  expect(await holds()).toBe(false)
})
