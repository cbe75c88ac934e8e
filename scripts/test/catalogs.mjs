// Stage "catalogs": the message catalogs hold exactly the texts of the screens, and French lacks none of them.
// Extracts into a scratch folder, so that checking never touches the catalogs themselves.
import fs from 'node:fs'
import path from 'node:path'
import { modules, readText, root } from '../lib/paths.mjs'
import { runTool } from '../lib/run.mjs'
import { parsePo } from './po.mjs'

const ROOMS = ['src/ui', 'src/messaging', 'src/renderer/window/i18n']
const scratch = path.join(modules, '.cache', 'lofts-catalogs')

/** Runs the extraction against copies of the catalogs; gives the folder of the results. */
async function extract() {
  fs.rmSync(scratch, { recursive: true, force: true })
  for (const room of ROOMS)
    fs.cpSync(path.join(root, room, 'locales'), path.join(scratch, room, 'locales'), { recursive: true })
  const config = path.join(scratch, 'lingui.config.mjs')
  fs.writeFileSync(
    config,
    `import config from ${JSON.stringify(path.join(root, 'lingui.config.ts'))}
const catalogs = config.catalogs.map((each) => ({ ...each, path: each.path.replace('<rootDir>', ${JSON.stringify(scratch)}) }))
export default { ...config, rootDir: ${JSON.stringify(root)}, catalogs }
`,
  )
  const { code, output } = await runTool(['@lingui/cli', 'lingui'], ['extract', '--clean', '--config', config], {
    capture: true,
  })
  if (code !== 0) console.error(output)
  return code === 0
}

const catalog = (base, room, locale) => parsePo(readText(path.join(base, room, 'locales', `${locale}.po`)) ?? '')

const read = await extract()
const problems = read ? [] : ['lingui could not read the texts of the screens']
for (const room of read ? ROOMS : [])
  for (const locale of ['en', 'fr']) {
    const kept = catalog(root, room, locale)
    const wanted = catalog(scratch, room, locale)
    for (const id of wanted.keys()) if (!kept.has(id)) problems.push(`${room}, ${locale}: not in the catalog: ${id}`)
    for (const id of kept.keys()) if (!wanted.has(id)) problems.push(`${room}, ${locale}: no longer used: ${id}`)
    if (locale === 'fr')
      for (const [id, text] of kept) if (text === '') problems.push(`${room}, fr: not translated: ${id}`)
    if (locale === 'en') console.log(`${wanted.size} texts in ${room}.`)
  }
const SHOWN = 30
for (const problem of problems.slice(0, SHOWN)) console.error(problem)
if (problems.length > SHOWN) console.error(`… and ${problems.length - SHOWN} more`)
if (problems.length > 0) console.error('"npx lingui extract --clean" brings the catalogs up to date.')
process.exitCode = problems.length > 0 ? 1 : 0
