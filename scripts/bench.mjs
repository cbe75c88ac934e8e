#!/usr/bin/env node
// npm run bench -- NAME [arguments]: runs bench/NAME.ts, whose last line is JSON. No NAME: lists what there is.
// A bench that drives the built program imports from tests/e2e/, or says: export const needs = 'electron'
import fs from 'node:fs'
import path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { hasDisplay, startDisplay } from './lib/display.mjs'
import { logger, main, plainError } from './lib/log.mjs'
import { nodeBinary, root, toolEnv } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { benchNames, describeBench, isJson, needsElectron } from './bench/describe.mjs'
import { setup } from './setup/setup.mjs'

const log = logger('bench')
const folder = path.join(root, 'bench')
const sourceOf = (name) => fs.readFileSync(path.join(folder, `${name}.ts`), 'utf8')

async function runBench(name, args) {
  await setup()
  let display
  if (needsElectron(sourceOf(name))) {
    await ensureBuild()
    if (!hasDisplay()) display = await startDisplay()
    if (display) log(`On a virtual display (Xvfb ${display.display}).`)
  }
  let tail = ''
  const follow = (child) =>
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text)
      tail = (tail + text).slice(-1_000_000)
    })
  const env = toolEnv(display && { DISPLAY: display.display })
  const file = path.join(folder, `${name}.ts`)
  const { code } = await run(nodeBinary(), [file, ...args], {
    env,
    stdio: ['inherit', 'pipe', 'inherit'],
    onChild: follow,
  })
  display?.stop()
  if (code === 0 && !isJson(tail.trimEnd().split('\n').pop()))
    throw plainError(`bench/${name}.ts did not end with a line of JSON.`)
  return code
}

await main('bench', async () => {
  const [name, ...args] = process.argv.slice(2)
  const names = benchNames(fs.existsSync(folder) ? fs.readdirSync(folder) : [])
  if (name && names.includes(name)) return runBench(name, args)
  if (name) throw plainError(`There is no bench called ${name}. There are: ${names.join(', ') || 'none yet'}.`)
  for (const each of names) process.stdout.write(`${each.padEnd(20)} ${describeBench(sourceOf(each))}\n`)
  if (names.length === 0) log('bench/ has no benches yet.')
  return 0
})
