// What set-up remembers inside node_modules: gone with it, so never out of step with it.
import fs from 'node:fs'
import path from 'node:path'
import { modules, readJson } from '../lib/paths.mjs'

const file = path.join(modules, '.lofts-setup.json')

/** What was remembered: `lock` (of the installed dependencies), `officialFailed` (an Electron version). */
export const readStamp = () => readJson(file) ?? {}

/** Remembers some more. */
export function updateStamp(changes) {
  fs.writeFileSync(`${file}.new`, JSON.stringify({ ...readStamp(), ...changes }))
  fs.renameSync(`${file}.new`, file)
}

/** Forgets everything. */
export const removeStamp = () => fs.rmSync(file, { force: true })
