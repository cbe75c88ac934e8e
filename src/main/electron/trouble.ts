import type { Logger } from '../store/ports.ts'

/** What the program says about itself, in both languages: it does not know who reads it, or whether the page still can. */
const WORDS = {
  uncaught:
    'Une partie du programme s’est arrêtée. Ce que vous avez enregistré est en sûreté. Redémarrez le programme.\n\n' +
    'A part of the program stopped. What you saved is safe. Restart the program.',
  unreadable:
    'Un fichier du programme ne se lit plus. Ce que vous avez enregistré est en sûreté. Redémarrez le programme. Si ce message revient, réinstallez-le.\n\n' +
    'A file of the program can no longer be read. What you saved is safe. Restart the program. If this message comes back, install it again.',
} as const

interface Ports {
  log: Pick<Logger, 'error'>
  /** Shows the words; true where the person wants to restart the program. */
  ask(words: string): Promise<boolean>
  restart(): void
}

/** Writes each failure that nothing else caught to the log, and shows the first of each kind: a failure may come back every second. */
export function createTrouble({ log, ask, restart }: Ports) {
  const shown = new Set<string>()
  const tell = (kind: keyof typeof WORDS, error: unknown): void => {
    log.error(`app.${kind}`, { detail: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    if (shown.has(kind)) return
    shown.add(kind)
    void ask(WORDS[kind]).then(
      (wants) => wants && restart(),
      (failed: unknown) => log.error('app.not_shown', { detail: String(failed) }),
    )
  }
  return {
    uncaught: (error: unknown) => tell('uncaught', error),
    unreadable: (error: unknown) => tell('unreadable', error),
    /** A promise that nobody waited for: whoever asked for something has an answer of their own. */
    unhandled: (error: unknown) => log.error('app.unhandled_rejection', { detail: String(error) }),
  }
}
