// The app inside the fallback Electron: runs the folder or file named on the command line, as Electron's own
// default app does, after any module asked for with -r (Playwright takes hold of the app that way).
import { app } from 'electron'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const preload = []
let target

for (let index = 1; index < process.argv.length && !target; index++) {
  const argument = process.argv[index]
  if (argument === '-r' || argument === '--require') preload.push(process.argv[++index])
  else if (!argument.startsWith('-')) target = path.resolve(argument)
}
target ??= process.cwd()

let entry = target
if (fs.statSync(target).isDirectory()) {
  const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'))
  const name = manifest.productName ?? manifest.name
  if (name) app.setName(name)
  if (manifest.version) app.setVersion(manifest.version)
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName)
  app.setAppPath(target)
  entry = path.resolve(target, manifest.main ?? 'index.js')
}

for (const file of preload) require(path.resolve(file))
try {
  // Awaited at the top level: Electron holds its "ready" event back until the program's main file has run.
  await import(pathToFileURL(entry).href)
} catch (error) {
  console.error(error)
  app.exit(1)
}
