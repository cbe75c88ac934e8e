// Questions to package-lock.json and to npm's own record of what it installed.

const list = (value) => (value === undefined ? [] : [value].flat())

/** The system as package manifests name it. */
export function thisSystem() {
  const glibc = process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime
  return {
    os: process.platform,
    cpu: process.arch,
    libc: process.platform === 'linux' ? (glibc ? 'glibc' : 'musl') : undefined,
  }
}

/** Whether a package of the lock file is made for one kind of system, and that system is this one. */
export function isForSystem(entry, system) {
  const kinds = ['os', 'cpu', 'libc'].filter((kind) => list(entry[kind]).length > 0)
  const fits = (kind) => list(entry[kind]).includes(system[kind])
  return kinds.length > 0 && kinds.every(fits)
}

/**
 * The packages that the lock file wants here and npm's record lacks or has in another version. Optional ones may be
 * absent, but for those made for this very system: npm drops them in silence when it runs on a Node too old for them.
 */
export function missingPackages(lock, record, system) {
  return Object.entries(lock.packages).flatMap(([name, entry]) => {
    const installed = record.packages[name]
    const dispensable = (entry.optional || entry.peer) && !isForSystem(entry, system)
    const fine = name === '' || (installed ? installed.version === entry.version : dispensable)
    return fine ? [] : [name.replace(/^node_modules\//, '')]
  })
}

/** Whether npm's record is what the lock file wants here, no more and no less. */
export function recordMatches(lock, record, system = thisSystem()) {
  if (!lock || !record || missingPackages(lock, record, system).length > 0) return false
  return Object.keys(record.packages).every((name) => lock.packages[name])
}

/**
 * Whether the lock file names every optional dependency of its packages. A registry that does not carry the builds of
 * other systems leaves them out, and `npm ci` then refuses the whole lock file.
 */
export function lockIsComplete(lock) {
  const names = new Set(Object.keys(lock.packages).map((name) => name.slice(name.lastIndexOf('node_modules/') + 13)))
  return Object.values(lock.packages).every((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).every((name) => names.has(name)),
  )
}
