import type { RuntimeWarning } from '../shared/contract/app.ts'
import type { ConnectionPorts } from './connection/ports.ts'
import type { ScannerProcess } from './devices/scanner/supervise.ts'
import type { KeepingParts } from './keeping/parts.ts'
import type { DutyPorts } from './services/duty/index.ts'
import type { PrintingPorts } from './services/printing/ports.ts'
import type { SettingsFile } from './services/settings.ts'
import type { Migration } from './store/open.ts'
import type { StorePorts } from './store/ports.ts'

/** What a desk is built from: its folder, its files and the ports to the system around it. */
export interface DeskOptions {
  /** Folder of the replica, its backups and the saved labels. */
  dataDir: string
  migrations: readonly Migration[]
  ports: StorePorts & {
    /** Runs once, soon: at most one refresh of the window per call. */
    defer(run: () => void): void
    /** Runs after a while; answers how to call it off. */
    later(ms: number, run: () => void): () => void
  }
  settingsFile: SettingsFile
  /** Remembers outside of `dataDir` which building stood there: a lost folder is told, never begun anew. */
  hadBuilding: SettingsFile
  /** What was typed of a building that is not begun yet. */
  firstForm: SettingsFile
  /** Where nothing has begun, somebody is asked with what; otherwise the sample is opened. */
  asksFirst: boolean
  connection: ConnectionPorts
  /** The PINs of this desk, and what they are hashed with. */
  duty: Pick<DutyPorts, 'file' | 'keyFile'>
  printing: Omit<PrintingPorts, 'printed' | 'persist'>
  labelFolder: string
  /** The built or plain file of the thread that reads and writes tables. */
  importFile: URL
  /** The same of the thread that seals and opens archives, and how a person says where they are. */
  archives: Pick<KeepingParts, 'archiveFile' | 'dialogs' | 'workFactor'>
  /** Starts the process that reads HID scanners. */
  spawnScanners(): ScannerProcess
  openFolder(path: string): Promise<void>
  support: { log(): string; save(name: string, text: string): string }
  /** Shows a file in the program that this computer opens it with. */
  openFile(path: string): Promise<void>
  /** An address in the system's own program: browser, mail, telephone. */
  openLink(url: string): Promise<void>
  version: string
  platform: string
  /** The time zone of this computer. */
  timezone(): string
  runtime: { warnings: readonly RuntimeWarning[]; mayConnect: boolean }
  checkOutput?: boolean
}
