#!/usr/bin/env node
// npm run screenshots: takes the pictures of the README anew, from the real program on the sample building. With
// `-- --looks FOLDER [WORDS]` instead every screen (or those whose name has the words), in each look and at both sizes.
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
  const [flag, ...wanted] = process.argv.slice(2)
  const looks = flag === '--looks'
  const display = hasDisplay() ? undefined : await startDisplay({ size: '2000x1200' })
  const file = path.join(root, 'scripts', looks ? 'looks.ts' : 'pictures.ts')
  const { code } = await run(nodeBinary(), [file, ...(looks ? wanted : [])], {
    env: toolEnv(display && { DISPLAY: display.display }),
  })
  display?.stop()
  return code
})
