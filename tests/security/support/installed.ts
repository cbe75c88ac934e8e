import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'
import { setFuses } from '../../../scripts/lib/fuses.mjs'
import { linkFolder } from '../../../scripts/setup/runtime.mjs'
import { PROJECT } from '../../support/testDesk.ts'

const DIST = join(PROJECT, 'node_modules/electron/dist')

/** A program as it is installed: Electron under a name of its own, with its fuses set, and the program in an archive. */
export async function install(main?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'lofts-installed-'))
  const program = join(folder, 'program')
  linkFolder(DIST, program)
  const binary = join(program, 'lofts-desk')
  renameSync(join(program, 'electron'), binary)
  await setFuses(binary)
  const app = join(folder, 'app')
  mkdirSync(app)
  if (main === undefined) {
    cpSync(join(PROJECT, 'out'), join(app, 'out'), { recursive: true })
    cpSync(join(PROJECT, 'package.json'), join(app, 'package.json'))
  } else {
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'lofts-desk-test', main: 'main.cjs' }))
    writeFileSync(join(app, 'main.cjs'), main)
  }
  await createPackage(app, join(program, 'resources', 'app.asar'))
  symlinkSync(join(PROJECT, 'node_modules'), join(program, 'resources', 'node_modules'))

  /** Starts it; `ended` says how it ended and what it wrote. */
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const child = spawn(binary, [`--user-data-dir=${join(folder, 'data')}`, ...args], {
      env: { PATH: process.env['PATH'], HOME: folder, DISPLAY: process.env['DISPLAY'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, output })),
    )
    return { child, ended, output: () => output }
  }
  return { folder, binary, start, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
