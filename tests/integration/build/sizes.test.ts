import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { PROJECT } from '../../support/testDesk.ts'

const LONGEST = 300
const ROOMS = ['src', 'tests', 'migrations', 'supabase', 'scripts', 'dev', 'bench']
const WRITTEN = /\.(?:tsx?|mjs|cjs|css|sql|html)$/
/** Data: tables of numbers and keys. */
const DATA = /[.-]fixture\.ts$/

// Bug: a file that does several jobs, which nobody reads to its end.
it(`no file has more than ${LONGEST} lines`, () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(join(PROJECT, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && WRITTEN.test(entry.name) && !DATA.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  expect(files.length).toBeGreaterThan(1000)
  const long = files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n').length - 1
    return lines > LONGEST ? [`${relative(PROJECT, file)}: ${lines}`] : []
  })
  expect(long).toEqual([])
})
