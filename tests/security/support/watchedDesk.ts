import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { WebSocket } from 'ws'
import type { MadeLabel } from '../../../src/main/devices/printer/label-maker.ts'
import { openTcp } from '../../../src/main/devices/printer/zebra/tcp.ts'
import { createZebraTransport } from '../../../src/main/devices/printer/zebra/transport.ts'
import { listUsbPrinters, openUsb } from '../../../src/main/devices/printer/zebra/usb.ts'
import { createPdfFolderTransport } from '../../../src/main/devices/printer/pdf-folder.ts'
import { openTestDesk, textInMemory } from '../../support/testDesk.ts'

/** What a call did outside of the replica. */
export interface Outside {
  kind: 'fetch' | 'link' | 'file' | 'folder' | 'support' | 'settings'
  what: string
}

/** What SQLite and the search index keep for themselves, and what is derived from messages. */
const DERIVED = /^sqlite_|_data$|_idx$|_docsize$|_config$|_content$|^_conversation_heads$|^_message_texts$/

/** The rows of the sample, in a building that is no sample: a real one is what is attacked, and nothing puts it away. */
async function makeOwnBuilding(dataDir: string): Promise<void> {
  await (await openTestDesk({ dataDir })).close()
  const file = new Database(join(dataDir, 'replica.db'))
  file.exec("UPDATE buildings SET settings = '{}' WHERE true")
  file.close()
}

/** A desk whose disk, network and system are watched, beside a file that is not its own. */
export async function openWatchedDesk({ tryAgain = false } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'lofts-security-'))
  const dataDir = join(root, 'desk')
  mkdirSync(dataDir)
  const other = join(root, 'bashrc')
  writeFileSync(other, 'export MINE=1\n')
  await makeOwnBuilding(dataDir)
  const did: Outside[] = []
  const errors: string[] = []
  const labelFolder = join(dataDir, 'labels')
  let settings: string | null = null
  const zebra = { listPrinters: () => Promise.resolve([]), answerMs: 50 }
  const times = { connectMs: 200, stallMs: 200, closeMs: 50, anywhere: () => desk.desk.settings.get().printer.anywhere }
  const desk = await openTestDesk({
    dataDir,
    labelFolder,
    settingsFile: {
      read: () => settings,
      write: (text) => {
        settings = text
        did.push({ kind: 'settings', what: text })
      },
    },
    connection: {
      network: {
        fetch: (input) => {
          did.push({ kind: 'fetch', what: input instanceof Request ? input.url : String(input) })
          return Promise.reject(new TypeError('no network in this test'))
        },
        webSocket: () => Promise.resolve(WebSocket as never),
      },
      vault: { seal: (secret) => secret, open: (sealed) => sealed },
      connectionFile: textInMemory(),
      sessionFile: textInMemory(),
      monotonic: () => performance.now(),
      chance: () => 0.5,
    },
    printing: {
      labels: {
        make: () =>
          Promise.resolve({
            bytes: new Uint8Array(8),
            width: 8,
            height: 8,
            problems: [],
            missing: [],
          } as unknown as MadeLabel),
        commandSheet: () => Promise.resolve(new TextEncoder().encode('%PDF-')),
        document: () => Promise.resolve(new TextEncoder().encode('%PDF-')),
        close: () => Promise.resolve(),
      },
      // The real ways to a printer: what they write to and whom they call is what is looked at.
      transports: {
        network: createZebraTransport({ kind: 'network', open: openTcp(times), ...zebra }),
        usb: createZebraTransport({
          kind: 'usb',
          open: openUsb(times),
          ...zebra,
          listPrinters: () => listUsbPrinters(),
        }),
        'pdf-folder': createPdfFolderTransport({ folder: labelFolder }),
      },
      follow: () => Promise.resolve(),
      // A printer that cannot be reached is asked again only where a test wants that.
      pause: () => new Promise((over) => void (tryAgain && setTimeout(over, 20))),
    },
    support: {
      log: () => '',
      save: (name) => {
        did.push({ kind: 'support', what: name })
        return name
      },
    },
    openFolder: (path) => Promise.resolve(void did.push({ kind: 'folder', what: path })),
    openFile: (path) => Promise.resolve(void did.push({ kind: 'file', what: path })),
    openLink: (url) => Promise.resolve(void did.push({ kind: 'link', what: url })),
    ports: {
      now: () => new Date(),
      random: (n) => crypto.getRandomValues(new Uint8Array(n)),
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (event, fields) =>
          void errors.push(`${event} ${String(fields?.['route'] ?? '')} ${String(fields?.['detail'] ?? '')}`),
      },
      defer: (run) => run(),
      later: () => () => undefined,
    },
  })

  const read = new Database(join(dataDir, 'replica.db'), { readonly: true })
  const tables = read
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name")
    .pluck()
    .all()
    .filter((name): name is string => typeof name === 'string' && !DERIVED.test(name))

  return {
    ...desk,
    other,
    did,
    errors,
    tables,
    rows: <T>(sql: string): T[] => read.prepare(sql).all() as T[],
    /** Every table by what its rows say. */
    contents(): Map<string, string> {
      const kept = new Map<string, string>()
      for (const table of tables) {
        const hash = createHash('sha256')
        for (const row of read.prepare(`SELECT * FROM "${table}"`).raw().iterate()) hash.update(JSON.stringify(row))
        kept.set(table, hash.digest('hex'))
      }
      return kept
    },
    /** Every file in and around the desk's folder, with what those that are not the replica's hold. */
    files(): Map<string, string> {
      const found = new Map<string, string>()
      const visit = (folder: string, name: string) => {
        for (const entry of readdirSync(folder, { withFileTypes: true })) {
          const [path, shown] = [join(folder, entry.name), join(name, entry.name)]
          if (entry.isDirectory()) visit(path, shown)
          else if (!shown.startsWith('desk/replica.db'))
            found.set(shown, createHash('sha256').update(readFileSync(path)).digest('hex'))
        }
      }
      visit(root, '')
      return found
    },
    async close() {
      read.close()
      await desk.close()
      if (existsSync(root) && statSync(root).isDirectory()) rmSync(root, { recursive: true, force: true })
    },
  }
}

export type WatchedDesk = Awaited<ReturnType<typeof openWatchedDesk>>
