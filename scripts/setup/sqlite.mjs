// Step 3: better-sqlite3 for the fallback Electron. Its prebuilt binary needs Node-API 10; the fallback offers 9, so the
// add-on is compiled for 9 (napi9.h), straight with the compiler: the headers come with the project's Node 24, and
// neither Python nor make nor a download is needed. What comes out also runs on Node 24 and on the official Electron.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint } from '../lib/hash.mjs'
import { plainError, seconds } from '../lib/log.mjs'
import { bundledNode, cacheDir, modules, readJson, readText, root, which } from '../lib/paths.mjs'
import { mustRun } from '../lib/run.mjs'
import { withScratch } from './package.mjs'
import { installPackages } from './system.mjs'

const source = path.join(modules, 'better-sqlite3')
const output = path.join(source, 'build', 'Release')
const shim = path.join(path.dirname(fileURLToPath(import.meta.url)), 'napi9.h')
const COMMON = ['-c', '-O2', '-w', '-fPIC', '-pthread', '-DNDEBUG', '-D_FILE_OFFSET_BITS=64']
const CXX = ['-std=c++20', '-fno-rtti', '-fno-exceptions', '-fvisibility=hidden', '-fvisibility-inlines-hidden']
const ADDON = [
  'NODE_GYP_MODULE_NAME=better_sqlite3',
  'BUILDING_NODE_EXTENSION',
  'NAPI_VERSION=9',
  'NAPI_DISABLE_CPP_EXCEPTIONS',
  'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
]
const LINK = ['-shared', '-pthread', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl']

/** What the binary is made of: the package's own checksum, the shim, the options, the system. */
function recipe() {
  const lock = readJson(path.join(root, 'package-lock.json')).packages['node_modules/better-sqlite3']
  const system = `${process.platform}-${process.arch}`
  return fingerprint(
    lock.version,
    lock.integrity ?? '',
    fs.readFileSync(shim),
    system,
    ...COMMON,
    ...CXX,
    ...ADDON,
    ...LINK,
  )
}

/** Whether the compiled add-on is in place. */
export function sqliteReady() {
  return (
    readText(path.join(output, '.lofts-recipe')) === recipe() && fs.existsSync(path.join(output, 'better_sqlite3.node'))
  )
}

/** The -D options that better-sqlite3 compiles SQLite with, read from its own build file. */
export function sqliteDefines(gypi) {
  const list = gypi.slice(gypi.indexOf("'defines'")).match(/'[A-Z][A-Z0-9_]*(=[^']*)?'/g) ?? []
  return list.map((define) => `-D${define.slice(1, -1)}`)
}

async function ensureCompiler(log) {
  const pick = () => ({
    cc: process.env.CC || which('gcc') || which('clang'),
    cxx: process.env.CXX || which('g++') || which('clang++'),
  })
  if (pick().cc && pick().cxx) return pick()
  await installPackages(['g++', 'libc6-dev'], 'a C++ compiler (for the SQLite add-on)', log)
  if (pick().cc && pick().cxx) return pick()
  throw plainError('A C++ compiler is needed for the SQLite add-on: install g++.')
}

async function compile(work, log) {
  const { cc, cxx } = await ensureCompiler(log)
  log('Compiling the SQLite add-on for this Electron (about a minute, once per user).')
  const sqlite = path.join(source, 'deps', 'sqlite3')
  const defines = sqliteDefines(fs.readFileSync(path.join(source, 'deps', 'defines.gypi'), 'utf8'))
  if (defines.length < 20)
    throw plainError(
      "better-sqlite3's list of SQLite options was not understood: scripts/setup/sqlite.mjs needs a look.",
    )
  const include = [path.join(bundledNode, 'include', 'node'), path.join(modules, 'node-addon-api'), sqlite].map(
    (folder) => `-I${folder}`,
  )
  const addon = [...COMMON, ...CXX, ...ADDON.map((define) => `-D${define}`), '-include', shim, ...include]
  const binary = path.join(work, 'better_sqlite3.node')
  const objects = ['sqlite3.o', 'addon.o'].map((name) => path.join(work, name))
  await Promise.all([
    mustRun(
      'Compiling SQLite',
      cc,
      [...COMMON, '-std=c99', ...defines, path.join(sqlite, 'sqlite3.c'), '-o', objects[0]],
      { capture: true },
    ),
    mustRun('Compiling the add-on', cxx, [...addon, path.join(source, 'src', 'better_sqlite3.cpp'), '-o', objects[1]], {
      capture: true,
    }),
  ])
  await mustRun('Linking the add-on', cxx, [...objects, ...LINK, '-o', binary], { capture: true })
  return binary
}

/** Puts the compiled add-on into place, from the user's cache, which it fills if needed. */
export async function ensureSqlite(log) {
  if (sqliteReady()) return
  const started = Date.now()
  const cached = path.join(cacheDir(), `better-sqlite3-napi9-${recipe()}.node`)
  if (!fs.existsSync(cached)) await withScratch(async (work) => fs.renameSync(await compile(work, log), cached))
  fs.rmSync(path.join(source, 'build'), { recursive: true, force: true })
  fs.mkdirSync(output, { recursive: true })
  fs.copyFileSync(cached, path.join(output, 'better_sqlite3.node'))
  fs.writeFileSync(path.join(output, '.lofts-recipe'), recipe())
  log(`SQLite add-on in place after ${seconds(Date.now() - started)}.`)
}

/** With the official Electron the prebuilt binary serves: a compiled one of ours steps aside. */
export function dropCompiledSqlite() {
  if (fs.existsSync(path.join(output, '.lofts-recipe')))
    fs.rmSync(path.join(source, 'build'), { recursive: true, force: true })
}
