import { DeskError } from '../../shared/contract/errors.ts'
import { describe } from '../store/faults.ts'
import type { ConnectionContext } from './context.ts'
import { answers } from './gone.ts'
import type { ConnectionRecord, Silence } from './record.ts'

/** A project that was silent on fewer days may come back: nobody leaves it without its answer. */
export const SILENT_DAYS = 7
/** The program runs this long between two tries, measured by a clock that nobody can set. */
export const TRY_EVERY_MS = 30 * 60_000
/** A day of running altogether: the dates alone would be a matter of setting the computer's clock. */
export const SILENT_TRIES = 48

const HEARD_NEVER: Silence = { heard: null, tries: 0, days: [] }

/** Listens for the project of a connected desk now and then, and remembers under seal how long it has said nothing. */
export function createSilence({ ports, around, clock, memory }: ConnectionContext) {
  let stopTimer: (() => void) | null = null

  /** Asks the project; an answer of any kind ends its silence. */
  async function isHeard(): Promise<boolean> {
    const asked = memory.get()
    if (asked?.stage !== 'connected') return false
    const heard = await answers(asked, ports.network)
    if (heard) note(asked, () => ({ heard: clock.now().toISOString(), tries: 0, days: [] }))
    return heard
  }
  function note(asked: ConnectionRecord, next: (before: Silence) => Silence): void {
    const current = memory.get()
    if (current?.stage !== 'connected' || current.url !== asked.url || current.building.id !== asked.building.id) return
    memory.set({ ...current, silence: next(current.silence ?? HEARD_NEVER) })
  }
  async function listen(): Promise<void> {
    const asked = memory.get()
    if (asked?.stage !== 'connected' || (await isHeard())) return
    const today = clock.now().toISOString().slice(0, 10)
    note(asked, ({ heard, tries, days }) => ({
      heard,
      tries: Math.min(SILENT_TRIES, tries + 1),
      days: days.includes(today) || days.length >= SILENT_DAYS ? days : [...days, today],
    }))
  }

  function watch(): void {
    stopTimer ??= clock.later(TRY_EVERY_MS, () => {
      stopTimer = null
      watch()
      listen().catch((error: unknown) => around.ports.log.error('connection.not_listened', { detail: describe(error) }))
    })
  }
  return {
    /** Begins to listen; a second call changes nothing. */
    watch,
    stop(): void {
      stopTimer?.()
      stopTimer = null
    },
    /** Refuses unless the project does not answer now and has been silent for days. */
    async expect(): Promise<Silence> {
      if (await isHeard()) throw new DeskError('PROJECT_NOT_GONE')
      const silence = memory.get()?.silence ?? HEARD_NEVER
      const { heard, tries, days } = silence
      if (days.length < SILENT_DAYS || tries < SILENT_TRIES)
        throw new DeskError('PROJECT_NOT_GONE', { days: days.length, ...(heard !== null && { heard }) })
      return silence
    },
  }
}

export type SilenceWatch = ReturnType<typeof createSilence>
