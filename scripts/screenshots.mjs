#!/usr/bin/env node
// npm run screenshots: takes the pictures of the README anew, from the real program on the sample building.
import path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { hasDisplay, startDisplay } from './lib/display.mjs'
import { main } from './lib/log.mjs'
import { nodeBinary, root, toolEnv } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { setup } from './setup/setup.mjs'

await main('screenshots', async () => {
  await setup()
  await ensureBuild()
  const display = hasDisplay() ? undefined : await startDisplay()
  const file = path.join(root, 'scripts', 'pictures.ts')
  const { code } = await run(nodeBinary(), [file], { env: toolEnv(display && { DISPLAY: display.display }) })
  display?.stop()
  return code
})
