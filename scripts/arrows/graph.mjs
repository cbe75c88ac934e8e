// Which file imports which, and which packages.
import path from 'node:path/posix'
import { importsOf } from './imports.mjs'

const isCode = (file) => /\.(?:tsx?|mjs)$/.test(file) && !file.endsWith('.d.ts')

/** The package of a bare name: '@lingui/core/macro' is of '@lingui/core'. */
const packageOf = (name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')

/**
 * The graph of a tree: from each file of code to `{ to, typeOnly }`, where `to` is a file, and `{ package, typeOnly }`. `files`
 * maps every path to its text, or to null for what is no code. What leads nowhere is in `lost`.
 */
export function graphOf(files) {
  const graph = new Map()
  const lost = []
  for (const [file, text] of files) {
    if (!isCode(file) || text === null) continue
    const found = importsOf(file, text).map(({ name, typeOnly }) => {
      if (!name.startsWith('.')) return { package: name.startsWith('node:') ? 'node:' : packageOf(name), typeOnly }
      const to = path.join(path.dirname(file), name.replace(/\?.*$/, ''))
      if (!files.has(to)) lost.push(`${file} imports ${name}, which is not there`)
      return { to, typeOnly }
    })
    graph.set(file, found)
  }
  return { graph, lost }
}
