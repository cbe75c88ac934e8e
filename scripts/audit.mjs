#!/usr/bin/env node
// npm run audit -- verify FILE [--length NUMBER] [--head NUMBER:HASH]...
// Verifies the audit log of a desk: in its replica.db, in a backup, or in a chain file that the audit page has saved. Ends with code 1
// and names the first broken entry when it is not whole, with code 2 when the file could not be checked.
import path from 'node:path'
import { main } from './lib/log.mjs'
import { nodeBinary, root } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

await main('audit', async () => {
  const { code } = await run(nodeBinary(), [path.join(root, 'scripts', 'auditVerify.ts'), ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  })
  return code
})
