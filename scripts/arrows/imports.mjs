// What a file imports, read by the parser that the linter is built on.
import { parseSync } from 'oxc-parser'

/** Every import and re-export of a text: the name it gives, and whether only types travel. */
export function importsOf(file, text) {
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  const isType = ({ start, end }) => /^(?:import|export)\s+type\b/.test(text.slice(start, end))
  const still = module.staticImports.map((each) => ({ name: each.moduleRequest.value, typeOnly: isType(each) }))
  const passedOn = module.staticExports
    .map((each) => ({
      name: each.entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest.value,
      typeOnly: isType(each),
    }))
    .filter(({ name }) => name !== undefined)
  // Only a plain text names a module: anything else is put together while the program runs.
  const later = module.dynamicImports
    .map(({ moduleRequest: { start, end } }) => /^(['"`])([^'"`$]*)\1$/.exec(text.slice(start, end))?.[2])
    .filter((name) => name !== undefined)
    .map((name) => ({ name, typeOnly: false }))
  return [...still, ...passedOn, ...later]
}
