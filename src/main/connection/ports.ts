import type { DeskEvent } from '../../shared/contract/index.ts'
import type { Migration, Replica } from '../store/open.ts'
import type { StorePorts } from '../store/ports.ts'
import type { SignRelay } from '../sync/presence.ts'
import type { NetworkPorts } from '../../supabase/project.ts'
import type { TextFile, Vault } from './record.ts'

/** How often the program looks whether the computer has a network: a way back is tried at once. */
export const ONLINE_EVERY_MS = 1000

/** What a connection needs of the computer. */
export interface ConnectionPorts {
  network: NetworkPorts
  vault: Vault
  /** How this desk is connected. */
  connectionFile: TextFile
  /** The tokens, sealed. */
  sessionFile: TextFile
  /** Milliseconds that no one can set back. */
  monotonic(): number
  /** A number in [0, 1). */
  chance(): number
}

/** What a connection does with the desk around it. */
export interface AroundConnection {
  file: string
  backupDir: string
  dataDir: string
  migrations: readonly Migration[]
  ports: StorePorts & { defer(run: () => void): void; later(ms: number, run: () => void): () => void }
  store(): Replica | null
  /** The building and the desk that the replica holds; null while it is closed. */
  place(): {
    building: { id: string; name: string; languages: readonly ('fr' | 'en')[]; awaitsProject: boolean }
    desk: { id: string }
  } | null
  /** Closes the replica, lets another file take its place and opens it again, also when that fails. Requests wait meanwhile. */
  exchange(put: (old: Replica) => void): Promise<void>
  /** When no exchange is under way. */
  settled(): Promise<void>
  emit(event: DeskEvent): void
  /** What the project takes this desk's word for somebody by, who took over from whoever is signed in. */
  keyFor(staffId: string): string | null
  /** By what this computer speaks for a desk; null where it cannot. */
  deskKey(desk: string): string | null
  /** Since when the oldest notice ought to have left; null: none is late, or the replica is closed. */
  noticeDueSince(): string | null
  presence: SignRelay
  fileOf(id: string): Promise<Uint8Array | null>
}
