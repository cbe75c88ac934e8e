#!/usr/bin/env node
// npm run bench -- NAME [arguments]: runs bench/NAME.ts, whose last line is JSON. No NAME: lists what there is.
// --small does only as much as shows that it works; --SIZE NUMBER changes one size (bench/support/sizes.ts).
// A bench that drives the built program imports from tests/e2e/, or says: export const needs = 'electron'
import fs from 'node:fs'
import path from 'node:path'
import { benchNames, describeBench, needsElectron } from './bench/describe.mjs'
import { benchFolder as folder, runBench } from './bench/run.mjs'
import { ensureBuild } from './lib/build.mjs'
import { hasDisplay, startDisplay } from './lib/display.mjs'
import { logger, main, plainError } from './lib/log.mjs'
import { setup } from './setup/setup.mjs'

const log = logger('bench')
const sourceOf = (name) => fs.readFileSync(path.join(folder, `${name}.ts`), 'utf8')

async function measure(name, args) {
  await setup()
  let display
  if (needsElectron(sourceOf(name))) {
    await ensureBuild()
    if (!hasDisplay()) display = await startDisplay()
    if (display) log(`On a virtual display (Xvfb ${display.display}).`)
  }
  const { code, problem } = await runBench(name, args, { display: display?.display })
  display?.stop()
  if (code === 0 && problem) throw plainError(`${problem}.`)
  return code
}

await main('bench', async () => {
  const [name, ...args] = process.argv.slice(2)
  const names = benchNames(fs.existsSync(folder) ? fs.readdirSync(folder) : [])
  if (name && names.includes(name)) return measure(name, args)
  if (name) throw plainError(`There is no bench called ${name}. There are: ${names.join(', ') || 'none yet'}.`)
  for (const each of names) process.stdout.write(`${each.padEnd(20)} ${describeBench(sourceOf(each))}\n`)
  if (names.length === 0) log('bench/ has no benches yet.')
  return 0
})
