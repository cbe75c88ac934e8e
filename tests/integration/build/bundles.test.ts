import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT } from '../../support/testDesk.ts'

const OUT = join(PROJECT, 'out')
const under = (folder: string, ext: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ext))
    .map((entry) => join(entry.parentPath, entry.name))
const read = (path: string): string => readFileSync(path, 'utf8')
const firstScript = (): string =>
  join(OUT, 'renderer', /<script defer src="([^"]+)"/.exec(read(join(OUT, 'renderer/index.html')))![1]!)

describe('the built bundles', () => {
  it('exist: the build ran before this test', () => {
    for (const file of ['main/index.cjs', 'preload/index.cjs', 'renderer/index.html'])
      expect(existsSync(join(OUT, file)), file).toBe(true)
  })

  it('hold one preload file that requires nothing but electron: a sandboxed preload cannot load more', () => {
    expect(under(join(OUT, 'preload'), '.cjs')).toHaveLength(1)
    expect(under(join(OUT, 'preload'), '.js')).toHaveLength(0)
    const preload = read(join(OUT, 'preload/index.cjs'))
    const required = [...preload.matchAll(/require\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((match) => match[1])
    expect(required).toEqual(['electron'])
    expect(preload).not.toMatch(/\bimport\s*\(/)
  })

  it('keep zod, Node and Electron out of the renderer', () => {
    for (const file of under(join(OUT, 'renderer'), '.js')) {
      const code = read(file)
      expect(code.includes('ZodError'), `${file} holds zod`).toBe(false)
      expect(code, file).not.toMatch(/from\s*["'](?:node:|electron|better-sqlite3)|require\(["'](?:node:|electron)/)
    }
  })

  it('fetch nothing from elsewhere: no address but the program’s own in page, style or script loads', () => {
    const page = read(join(OUT, 'renderer/index.html'))
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    for (const file of under(join(OUT, 'renderer'), '.css'))
      expect(read(file)).not.toMatch(/url\(["']?(?:https?:)?\/\//)
    expect(page, 'inline scripts are refused by the policy').not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
  })

  it('hold the words of each language, and the screens after the first, as pieces that are read later', () => {
    const first = read(firstScript())
    for (const piece of ['en', 'fr', 'deferred']) {
      const [file, ...others] = under(join(OUT, 'renderer'), '.js').filter((path) =>
        basename(path).startsWith(`${piece}-`),
      )
      expect(others, piece).toEqual([])
      expect(first, 'named by the script that reads it').toContain(basename(file!))
    }
    expect(first.includes('Aucun colis'), 'the first script holds French words').toBe(false)
  })

  it('stay small enough to start fast', () => {
    const bytes = (folder: string, ext: string, later: RegExp | null = null) =>
      under(join(OUT, folder), ext)
        .filter((file) => !later?.test(file))
        .reduce((sum, file) => sum + readFileSync(file).length, 0)
    // Threads and the scanners' process are no part of the start; the deferred services, the sample, the ways to printers and
    // what these alone share are read when they are first needed.
    const later = /(?:archive|imports|labels|scanner|(?:deferred|first|printers|columns|bidi|answering)-[^/]+)\.cjs$/
    expect(bytes('main', '.cjs', later)).toBeLessThan(700_000)
    // Before the first frame: the page's script, and the words of one language.
    expect(statSync(firstScript()).size + bytes('renderer', '.js', /\/(?!fr-)[^/]*$/)).toBeLessThan(1_250_000)
    expect(bytes('renderer', '.js')).toBeLessThan(1_800_000)
  })
})
