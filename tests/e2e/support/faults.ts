import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrationsFromDir } from '../../../src/main/store/migrationsFromDir.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { registerFor } from '../../support/parcels.ts'
import { launch, PROJECT, type RunningDesk } from './runningDesk.ts'

/** The program's runtime, for starts that nobody drives. */
export const ELECTRON = join(
  PROJECT,
  'node_modules/electron/dist',
  process.platform === 'win32' ? 'electron.exe' : 'electron',
)

export const buildingDir = (dataDir: string): string => join(dataDir, 'building')
export const replicaFile = (dataDir: string): string => join(buildingDir(dataDir), 'replica.db')
export const backupDir = (dataDir: string): string => join(buildingDir(dataDir), 'backups')

/** Settings that a desk finds at its first start: English, light and silent unless told otherwise. */
export function presetSettings(dataDir: string, settings: Record<string, unknown> = {}): void {
  mkdirSync(dataDir, { recursive: true })
  const all = { language: 'en', theme: 'light', soundVolume: 0, ...settings }
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(all))
}

/** Ends every process of the program at once, as a power cut does: nothing gets to clean up. */
export async function killEverything(desk: RunningDesk): Promise<void> {
  const main = desk.app.process()
  const gone = new Promise<void>((resolve) => {
    if (main.exitCode !== null || main.signalCode !== null) resolve()
    else main.once('exit', () => resolve())
  })
  if (process.platform === 'win32') execFileSync('taskkill', ['/F', '/T', '/PID', String(main.pid)])
  else for (const pid of [main.pid!, ...descendants(main.pid!)]) killNow(pid)
  await gone
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went with its parent.
  }
}

function descendants(root: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  const found: number[] = []
  for (let parents = [root]; parents.length > 0;) {
    const children = pairs.filter(([, parent]) => parents.includes(parent!)).map(([pid]) => pid!)
    found.push(...children)
    parents = children
  }
  return found
}

/** A copy of the replica with its log, opened to be read: the files of the desk stay as the crash left them. */
export function openCopy(dataDir: string, into: string): Database.Database {
  mkdirSync(into, { recursive: true })
  const file = replicaFile(dataDir)
  for (const side of ['', '-wal']) if (existsSync(file + side)) cpSync(file + side, join(into, `replica.db${side}`))
  return new Database(join(into, 'replica.db'))
}

/** Makes a backup of a closed desk, exactly as the program makes its own. */
export async function backUp(dataDir: string, now = new Date()): Promise<string> {
  const opened = await openStore({
    file: replicaFile(dataDir),
    backupDir: backupDir(dataDir),
    migrations: migrationsFromDir(join(PROJECT, 'migrations/replica')),
    ports: { now: () => now, random: (n) => crypto.getRandomValues(new Uint8Array(n)), log: SILENT },
  })
  if (!opened.ok) throw new Error(`no backup of a store that is ${opened.state.state}`)
  const { file } = await opened.store.backup('hourly')
  opened.store.close()
  return file
}

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

/** Registers a parcel for a unit over the console's own bridge. */
export const register = (desk: RunningDesk, trackingNumber: string, unit: string | null = '1204') =>
  registerFor(desk, unit, { carrier: 'amazon', trackingNumber, print: false })

/** A desk that was used, backed up, used again and closed: what the store's faults begin from. */
export async function usedDesk(dataDir: string, before: readonly string[], after: readonly string[]): Promise<void> {
  presetSettings(dataDir)
  const session = async (numbers: readonly string[]) => {
    const desk = await launch({ dataDir })
    for (const number of numbers) await register(desk, number)
    await desk.app.close()
  }
  await session(before)
  // A minute ago, so that the backup is older than what comes after it.
  await backUp(dataDir, new Date(Date.now() - 60_000))
  if (after.length === 0) return
  // As if the power had failed at its end: the backup that a closing desk makes was never made, nor the older one let go.
  const kept = join(dataDir, 'kept')
  cpSync(backupDir(dataDir), kept, { recursive: true })
  await session(after)
  rmSync(backupDir(dataDir), { recursive: true })
  renameSync(kept, backupDir(dataDir))
}

/** Every file of the building's folder with its size, backups included. */
export const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted((a, b) => a.localeCompare(b))

export const bytesOf = (file: string): Buffer => readFileSync(file)

/** Whether this machine lets the tests mount file systems and lock files. */
export const isRoot = process.platform === 'linux' && process.getuid?.() === 0
