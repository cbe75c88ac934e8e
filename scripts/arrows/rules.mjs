// The arrows between the rooms of src/: what each may import besides itself. A file belongs to the longest room that holds it.
const REACT = ['react', 'react-aria-components', 'lucide-react', '@lingui/core', '@lingui/react']
const DATA = ['@tanstack/react-query', '@tanstack/react-store', 'uuidv7']
const SCREEN = [...REACT, ...DATA, '@tanstack/react-router']
const BELOW = ['src/shared', 'src/ui']

const renderer = (name) => `src/renderer/${name}`
const main = (name) => `src/main/${name}`
const KIT = ['window', 'parcel', 'records', 'project', 'messages'].map(renderer)

/** From a room to the rooms and packages that it may import. `each`: every folder in it is a room of its own. */
export const rooms = {
  'src/shared': { rooms: [], packages: ['zod'] },
  'src/ui': { rooms: [], packages: [...REACT, '@tanstack/react-virtual'] },
  'src/messaging': {
    rooms: BELOW,
    packages: [...REACT, '@tanstack/react-query', '@tanstack/react-store', '@tanstack/react-virtual', 'linkifyjs'],
  },
  'src/supabase': { rooms: ['src/shared'], packages: ['@supabase/supabase-js', 'zod'] },
  'src/portal': { rooms: [...BELOW, 'src/messaging', 'src/supabase'], packages: ['@supabase/supabase-js'] },

  [renderer('window')]: { rooms: [...BELOW, 'src/messaging'], packages: [...REACT, ...DATA] },
  [renderer('parcel')]: { rooms: [...BELOW, renderer('window')], packages: SCREEN },
  [renderer('records')]: { rooms: [...BELOW, renderer('window'), renderer('parcel')], packages: SCREEN },
  [renderer('project')]: { rooms: [...BELOW, renderer('window')], packages: SCREEN },
  [renderer('messages')]: { rooms: [...BELOW, 'src/messaging', renderer('window')], packages: SCREEN },
  [renderer('features')]: { each: true, rooms: [...BELOW, 'src/messaging', ...KIT], packages: SCREEN },
  [renderer('shell')]: { rooms: [...BELOW, 'src/messaging', ...KIT, renderer('features')], packages: SCREEN },
  'src/renderer': { rooms: ['src/ui', renderer('window'), renderer('shell')], packages: ['react-dom'] },

  [main('files')]: { rooms: [], packages: ['node:'] },
  [main('threads')]: { rooms: ['src/shared'], packages: ['node:'] },
  [main('store')]: {
    rooms: ['src/shared', main('files'), main('store/sync')],
    packages: ['node:', 'better-sqlite3', 'drizzle-orm', 'uuidv7', 'zod'],
  },
  [main('store/sync')]: {
    rooms: ['src/shared', main('files'), main('store')],
    packages: ['node:', 'better-sqlite3', 'zod'],
  },
  [main('log')]: { rooms: ['src/shared', main('store')], packages: [] },
  [main('archive')]: {
    rooms: ['src/shared', ...['files', 'store', 'threads'].map(main)],
    packages: ['node:', 'age-encryption', 'modern-tar', 'zod'],
  },
  [main('devices')]: {
    rooms: ['src/shared', main('files'), main('threads')],
    packages: ['node:', 'bwip-js', 'fontkit', 'koffi', 'node-hid', 'pdfkit', 'zod', 'zxing-wasm'],
  },
  [main('tables')]: {
    rooms: ['src/shared'],
    packages: ['node:', 'csv-parse', 'fflate', 'read-excel-file', 'write-excel-file'],
  },
  [main('sample')]: { rooms: ['src/shared', main('store')], packages: ['uuidv7'] },
  [main('services')]: {
    rooms: ['src/shared', ...['store', 'devices', 'files', 'log', 'tables', 'threads'].map(main)],
    packages: ['node:', 'hash-wasm', 'libphonenumber-js', 'zod'],
  },
  [main('sync')]: {
    rooms: ['src/shared', 'src/supabase', main('store'), main('store/sync')],
    packages: ['zod'],
  },
  [main('connection')]: {
    rooms: ['src/shared', 'src/supabase', ...['files', 'store', 'store/sync', 'sync'].map(main)],
    packages: ['node:', 'uuidv7', 'zod'],
  },
  [main('ipc')]: {
    rooms: ['src/shared', ...['services', 'connection', 'devices', 'store'].map(main)],
    packages: ['zod'],
  },
  'src/main': {
    rooms: [
      'src/shared',
      'src/supabase',
      ...[
        'archive',
        'files',
        'log',
        'store',
        'store/sync',
        'devices',
        'sample',
        'services',
        'sync',
        'connection',
        'ipc',
      ].map(main),
    ],
    packages: ['node:', 'uuidv7'],
  },
  [main('electron')]: {
    rooms: ['src/shared', 'src/supabase', 'src/main', ...['files', 'log', 'store', 'devices', 'connection'].map(main)],
    packages: ['node:', 'electron', 'electron-log', 'ws'],
  },
  'src/preload': { rooms: ['src/shared'], packages: ['electron'] },
}

const SCREENS = ['src/ui', 'src/messaging', 'src/renderer', 'src/portal']

/** What a room never reaches, however many files lie between. `values`: types may be taken, they are gone when it runs. */
export const never = [
  {
    from: 'src/messaging',
    to: ['src/renderer', 'src/main', 'src/preload', 'src/portal'],
    why: 'the portal mounts it too',
  },
  { from: 'src/portal', to: ['src/renderer', 'src/main', 'src/preload'], why: 'it runs in a browser' },
  { from: 'src/main', but: main('electron'), to: ['electron', 'electron-log'], why: 'it runs under plain Node' },
  ...SCREENS.map((from) => ({
    from,
    to: ['node:', 'electron', 'better-sqlite3', 'src/main'],
    why: 'a page is sandboxed',
  })),
  ...['src/ui', 'src/messaging', 'src/renderer'].map((from) => ({
    from,
    to: ['zod'],
    values: true,
    why: 'it would be in the bundle of the page',
  })),
]
