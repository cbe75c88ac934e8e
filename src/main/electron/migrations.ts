import type { Migration } from '../store/open.ts'

const files = import.meta.glob<string>('../../../migrations/replica/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The replica's migrations, in order, as they were when the program was built. */
export const migrations: readonly Migration[] = Object.entries(files)
  .map(([path, sql]) => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.sql'.length)
    return { version: Number(name.slice(0, 4)), name, sql }
  })
  .toSorted((a, b) => a.version - b.version)
