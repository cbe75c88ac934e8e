import type { StoreState } from '../../shared/contract/app.ts'
import type { Role } from '../../shared/staff/permissions.ts'
import type { HealthParts } from './health.ts'
import type { Note } from '../store/audit/noting.ts'
import type { Place } from '../services/deps.ts'
import type { Settings } from '../services/settings.ts'
import type { Migration, Replica } from '../store/open.ts'
import type { StorePorts } from '../store/ports.ts'

/** How a person says where an archive goes and where it is. Null: they thought better of it. */
export interface ArchiveDialogs {
  chooseTarget(name: string): Promise<string | null>
  chooseSource(): Promise<string | null>
}

export interface KeepingParts {
  dataDir: string
  migrations: readonly Migration[]
  ports: StorePorts & { later(ms: number, run: () => void): () => void }
  version: string
  /** The built or plain file of the thread that seals and opens archives. */
  archiveFile: URL
  dialogs: ArchiveDialogs
  /** What one try of a passphrase costs; tests take less. */
  workFactor?: number
  settings: Settings
  replica: {
    store(): Replica | null
    backupDir: string
    goBackTo(file: string, wanted: { waiting: 'kept' | 'dropped'; fromArchive?: boolean }): Promise<StoreState>
  }
  place(): Place
  /** The building that stood here last, also while its data is closed; null where none did. */
  stood(): string | null
  actorName(): string
  /** Who is on duty; null where nobody works here yet. */
  onDuty(): string | null
  note: Note
  isConnected(): boolean
  /** Throws where somebody has to prove first who they are. */
  role(): Role | null
  /** How the surroundings of the data stand, for the page that says so. */
  around(): Pick<HealthParts, 'sync' | 'scanners' | 'jobs'>
  /** The progress of an archive has moved. */
  moved(): void
}
