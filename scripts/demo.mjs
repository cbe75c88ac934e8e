#!/usr/bin/env node
// npm run demo: a hub and two consoles on this machine play a morning and leave pictures. Ends with code 1 when the
// story did not come true. --keep leaves the windows open, --out=FOLDER puts the pictures somewhere else.
import path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { hasDisplay, startDisplay } from './lib/display.mjs'
import { logger, main } from './lib/log.mjs'
import { nodeBinary, root, toolEnv } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { setup } from './setup/setup.mjs'

const log = logger('demo')

await main('demo', async () => {
  let args = process.argv.slice(2)
  await setup()
  await ensureBuild()
  let display
  if (!hasDisplay()) {
    display = await startDisplay()
    log(`No display here: the consoles run on a virtual one (Xvfb ${display.display}).`)
    if (args.includes('--keep')) log('Nobody could close windows there: --keep is left out.')
    args = args.filter((argument) => argument !== '--keep')
  }
  const file = path.join(root, 'dev', 'demo', 'main.ts')
  const { code } = await run(nodeBinary(), [file, ...args], { env: toolEnv(display && { DISPLAY: display.display }) })
  display?.stop()
  return code
})
