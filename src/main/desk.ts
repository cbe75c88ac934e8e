import type { StoreState } from '../shared/contract/app.ts'
import type { DeskEvent, Envelope } from '../shared/contract/index.ts'
import type { Scanners } from './devices/scanner/scanners.ts'
import type { Settings } from './services/settings.ts'

/** A desk as the window, the menu and the system around it have it. */
export interface Desk {
  request(name: unknown, input: unknown): Promise<Envelope<unknown>>
  on(listener: (event: DeskEvent) => void): () => void
  settings: Settings
  scanners: Scanners
  /** Resolves when no label is on its way to a printer: what was asked for before has left all its traces by then. */
  labelsAtRest(): Promise<void>
  start(): Promise<StoreState>
  /** The computer was locked or goes to sleep. */
  away(): void
  /** The computer woke up, was unlocked, or its network came back. */
  resume(): void
  stop(): Promise<void>
}
