#!/usr/bin/env node
// npm start: sets up what is missing, builds what has changed, opens the program. Arguments are handed to it; --first asks what
// to begin with.
import path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { hasDisplay, startDisplay } from './lib/display.mjs'
import { logger, main } from './lib/log.mjs'
import { electronBinary, root, toolEnv } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { electronSwitches, startArguments, userDataDir } from './lib/launch.mjs'
import { installedElectron } from './setup/electron.mjs'
import { refuseChangedRuntime } from './setup/runtime.mjs'
import { setup } from './setup/setup.mjs'

const log = logger('start')

await main('start', async () => {
  const args = startArguments(process.argv.slice(2))
  await setup()
  if (installedElectron() === 'fallback') await refuseChangedRuntime()
  await ensureBuild()
  const env = {}
  let display
  if (!hasDisplay()) {
    display = await startDisplay()
    env.DISPLAY = display.display
    env.LOFTS_SCREENSHOT_DIR = path.join(userDataDir(args), 'screenshots')
    log(`No display here: the program runs on a virtual one (Xvfb ${display.display}).`)
    log(`What its window shows is saved in ${env.LOFTS_SCREENSHOT_DIR}`)
  }
  log('Opening Lofts Desk. Ctrl+C ends it.')
  // A machine without a screen has no desktop services either: Chromium would fill the console with their absence.
  const quiet = display ? ['--log-level=3'] : []
  const { code } = await run(electronBinary(), [...electronSwitches(), ...quiet, root, ...args], { env: toolEnv(env) })
  display?.stop()
  return code
})
