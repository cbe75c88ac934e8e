#!/usr/bin/env node
// Makes a fresh checkout able to run: dependencies, Electron, SQLite, system libraries. Nothing to do: says so at once.
//   npm run setup                 what the program needs
//   npm run setup -- --tests      and what the tests need
//   npm run setup -- --official   tries the official Electron download again
import { logger, main } from './lib/log.mjs'
import { setup } from './setup/setup.mjs'
import { installedElectron } from './setup/electron.mjs'

await main('setup', async () => {
  await setup({ tests: process.argv.includes('--tests'), official: process.argv.includes('--official') })
  logger('setup')(`Everything is in place (${installedElectron()} Electron).`)
})
