// The built program in out/: made again only when what it is made of has changed.
import fs from 'node:fs'
import path from 'node:path'
import { fingerprintFiles, listFiles } from './hash.mjs'
import { withLock } from './lock.mjs'
import { logger, plainError, seconds } from './log.mjs'
import { modules, readText, root } from './paths.mjs'
import { runTool } from './run.mjs'

const log = logger('build')
const SOURCES = [
  'src',
  'migrations',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'lingui.config.ts',
  'tsconfig.base.json',
]
const OUTPUTS = ['main/index.cjs', 'preload/index.cjs', 'renderer/index.html']
const isTest = (file) => /\.test\.tsx?$/.test(file)

/** The fingerprint of everything that the build reads. */
export const sourceFingerprint = (base = root) => fingerprintFiles(base, listFiles(base, SOURCES, isTest))

/** Whether out/ holds the build of these very sources. */
export function isBuilt(base = root) {
  const complete = OUTPUTS.every((file) => fs.existsSync(path.join(base, 'out', file)))
  return complete && readText(path.join(base, 'out', '.stamp')) === sourceFingerprint(base)
}

/** Builds the program unless out/ is current. */
export async function ensureBuild() {
  if (isBuilt()) return
  await withLock(path.join(modules, '.lofts-build.lock'), log, async () => {
    if (isBuilt()) return
    const stamp = path.join(root, 'out', '.stamp')
    const before = sourceFingerprint()
    const started = Date.now()
    log('The sources have changed: building the program (electron-vite).')
    fs.rmSync(stamp, { force: true })
    const { code, output } = await runTool(['electron-vite'], ['build'], {
      capture: true,
      env: { NODE_ENV: 'production', NO_COLOR: '1' },
    })
    if (code !== 0) throw plainError(`The build failed:\n${output.trim()}`)
    // The sources as they were when the build began: what was edited meanwhile is built next time.
    fs.writeFileSync(stamp, before)
    log(`Built in ${seconds(Date.now() - started)}.`)
  })
}
