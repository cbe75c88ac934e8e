import type { RunningDesk } from './runningDesk.ts'

/** Notes what the window offers to save from now on, without saving it. Answers what reads the names; a refused one is 'refused'. */
export async function offersOf({ app }: Pick<RunningDesk, 'app'>): Promise<() => Promise<unknown[]>> {
  await app.evaluate(({ session }) => {
    const kept = globalThis as unknown as { offered: unknown[] }
    kept.offered = []
    session.defaultSession.on('will-download', (event, item) => {
      kept.offered.push(event.defaultPrevented ? 'refused' : item.getSaveDialogOptions().defaultPath)
      item.cancel()
    })
  })
  return () => app.evaluate(() => (globalThis as unknown as { offered: unknown[] }).offered)
}
