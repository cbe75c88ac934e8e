// Step 4: what Linux itself must bring: the libraries Electron loads, a virtual display, the printing tools of the tests.
import fs from 'node:fs'
import path from 'node:path'
import { plainError } from '../lib/log.mjs'
import { electronBinary, modules, which } from '../lib/paths.mjs'
import { mustRun, run } from '../lib/run.mjs'

const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libusb-1.0-0',
  'libudev1',
]
/** The driver of the bar code scanners has needs of its own (libusb, libudev). */
const scannerDriver = () => path.join(modules, `node-hid/prebuilds/HID_hidraw-linux-${process.arch}/node-napi-v4.node`)
const DISPLAY = ['xvfb', 'xauth']
const TESTS = ['poppler-utils', 'cups', 'cups-client', 'cups-filters']
const TEST_PROGRAMS = ['pdftoppm', 'pdftotext', 'cupsd', 'lp', 'lpadmin']

const OLDER_POSTGRES = { package: 'postgresql-15', program: '/usr/lib/postgresql/15/bin/postgres' }

const isRoot = () => process.getuid?.() === 0

/** The libraries that a program asks for and the system lacks, from ldd's output. */
export const missingLibraries = (ldd) => [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])

/** Newer Debian and Ubuntu renamed some packages (…t64): takes, for each, the name that `known` says exists. */
export function packageNames(names, known) {
  return names.map((name) => [`${name}t64`, name].find((candidate) => known.has(candidate)) ?? name)
}

async function knownPackages(names) {
  const { output } = await run('apt-cache', ['policy', ...names.flatMap((name) => [name, `${name}t64`])], {
    capture: true,
  })
  const sections = output.split(/^(?=\S)/m).filter((section) => !/Candidate: \(none\)/.test(section))
  return new Set(sections.map((section) => section.split(':')[0]))
}

/** Installs Debian packages as root; for anyone else, stops with the one line to run. */
export async function installPackages(names, purpose, log) {
  if (!which('apt-get')) throw plainError(`Missing: ${purpose}. Install what your system calls ${names.join(', ')}.`)
  if (!isRoot()) {
    throw plainError(
      `Missing: ${purpose}. Run this line, then start again:\nsudo apt-get install -y --no-install-recommends ${packageNames(names, await knownPackages(names)).join(' ')}`,
    )
  }
  log(`Installing ${purpose} with apt: ${names.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await mustRun('apt-get update', 'apt-get', ['update', '-qq'], { capture: true, env })
  const found = packageNames(names, await knownPackages(names))
  await mustRun('apt-get install', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...found], {
    capture: true,
    env,
  })
}

/** Makes sure that Electron finds its libraries and, when `display` is asked for, Xvfb. */
export async function ensureSystem(log, { display = false } = {}) {
  if (process.platform !== 'linux') return
  const libraries = async () =>
    missingLibraries((await run('ldd', [electronBinary(), scannerDriver()], { capture: true })).output)
  const lacking = await libraries()
  const names = [...(lacking.length > 0 ? LIBRARIES : []), ...(display && !which('Xvfb') ? DISPLAY : [])]
  if (names.length === 0) return
  await installPackages(names, lacking.length > 0 ? 'libraries that Electron needs' : 'a virtual display', log)
  const still = await libraries()
  if (still.length > 0) throw plainError(`Electron still lacks these libraries: ${still.join(', ')}.`)
}

/** Makes sure of the tools that some tests use. Without them (and without root) those tests say why they skip. */
export async function ensureTestTools(log) {
  if (process.platform !== 'linux') return
  if (!TEST_PROGRAMS.every((program) => which(program))) await tryInstall(TESTS, 'the printing tools of the tests', log)
  if (!fs.existsSync(OLDER_POSTGRES.program)) await ensureOlderPostgres(log)
}

/** The hub and the rights are also checked on the oldest Postgres that is supported, where the system has it. */
async function ensureOlderPostgres(log) {
  const name = OLDER_POSTGRES.package
  const known = which('apt-get') ? await knownPackages([name]) : new Set()
  if (known.has(name)) await tryInstall([name], 'the older Postgres of the tests', log)
}

async function tryInstall(names, purpose, log) {
  if (!isRoot() || !which('apt-get')) {
    log(`Some tests will be skipped: they need ${names.join(', ')}, which only root can install.`)
    return
  }
  try {
    await installPackages(names, purpose, log)
  } catch (error) {
    log(`Could not install ${purpose}; the tests that need them will be skipped. ${error.message}`)
  }
}
