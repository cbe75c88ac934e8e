// Stage "catalogs": the message catalogs hold exactly the texts of the screens, and French lacks none of them.
// Extracts into a scratch folder, so that checking never touches the catalogs themselves.
import fs from 'node:fs'
import path from 'node:path'
import { modules, readText, root } from '../lib/paths.mjs'
import { runTool } from '../lib/run.mjs'
import { parsePo } from './po.mjs'

const LOCALES = 'src/renderer/window/i18n/locales'
const scratch = path.join(modules, '.cache', 'lofts-catalogs')

/** Runs the extraction against copies of the catalogs; gives the folder of the results. */
async function extract() {
  fs.rmSync(scratch, { recursive: true, force: true })
  fs.mkdirSync(path.join(scratch, 'locales'), { recursive: true })
  if (fs.existsSync(path.join(root, LOCALES)))
    fs.cpSync(path.join(root, LOCALES), path.join(scratch, 'locales'), { recursive: true })
  const config = path.join(scratch, 'lingui.config.mjs')
  fs.writeFileSync(
    config,
    `import config from ${JSON.stringify(path.join(root, 'lingui.config.ts'))}
export default { ...config, rootDir: ${JSON.stringify(root)}, catalogs: [{ ...config.catalogs[0], path: ${JSON.stringify(`${scratch}/locales/{locale}`)} }] }
`,
  )
  const { code, output } = await runTool(['@lingui/cli', 'lingui'], ['extract', '--clean', '--config', config], {
    capture: true,
  })
  if (code !== 0) console.error(output)
  return code === 0 ? path.join(scratch, 'locales') : undefined
}

const fresh = await extract()
const problems = fresh ? [] : ['lingui could not read the texts of the screens']
for (const locale of fresh ? ['en', 'fr'] : []) {
  const kept = parsePo(readText(path.join(root, LOCALES, `${locale}.po`)) ?? '')
  const wanted = parsePo(readText(path.join(fresh, `${locale}.po`)) ?? '')
  for (const id of wanted.keys()) if (!kept.has(id)) problems.push(`${locale}: not in the catalog: ${id}`)
  for (const id of kept.keys()) if (!wanted.has(id)) problems.push(`${locale}: no longer used: ${id}`)
  if (locale === 'fr') for (const [id, text] of kept) if (text === '') problems.push(`fr: not translated: ${id}`)
  if (locale === 'en') console.log(`${wanted.size} texts in the screens.`)
}
const SHOWN = 30
for (const problem of problems.slice(0, SHOWN)) console.error(problem)
if (problems.length > SHOWN) console.error(`… and ${problems.length - SHOWN} more`)
if (problems.length > 0) console.error('"npx lingui extract --clean" brings the catalogs up to date.')
process.exitCode = problems.length > 0 ? 1 : 0
