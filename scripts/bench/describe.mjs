// What a bench file says about itself.

/** The names that can be run: the .ts files of the folder but for tests and helpers ("_…"). */
export const benchNames = (files) =>
  files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('_'))
    .map((file) => file.slice(0, -3))
    .toSorted()

/** The first line of a bench's first comment. */
export function describeBench(source) {
  const comment = /^\s*(?:#!.*\n)?\s*(?:\/\*\*?[\s*]*|\/\/\s*)([^\n]*)/.exec(source)?.[1] ?? ''
  return comment.replace(/\s*\*\/\s*$/, '').trim()
}

/** Whether a bench drives the built program: it uses the support of the end-to-end tests, or says so itself. */
export const needsElectron = (source) =>
  /^import\b.*['"][^'"]*\/tests\/e2e\//m.test(source) || /^export const needs\b[^=]*=\s*['"]electron['"]/m.test(source)

/** Whether a line is the figure of this bench: what was measured, its limit, and whether it holds. */
export function isFigure(line, name) {
  try {
    const { name: own, value, unit, limit, ok, context } = JSON.parse(line)
    const isMeasured = Number.isFinite(value) && Number.isFinite(limit) && typeof ok === 'boolean'
    return own === name && isMeasured && typeof unit === 'string' && typeof context === 'object' && context !== null
  } catch {
    return false
  }
}
