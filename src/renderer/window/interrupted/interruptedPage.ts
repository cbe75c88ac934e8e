import { createStore, type Readable } from '@tanstack/react-store'

/** What of a page comes back with it: where its parts were scrolled to, and which field had the focus. */
export interface Look {
  scrolled: readonly { at: readonly number[]; top: number }[]
  focus: readonly number[] | null
}

/** A page that a scan took somebody away from. */
export interface Left {
  href: string
  look: Look
}

export interface InterruptedPagePorts {
  href: () => string
  navigate: (href: string) => void
  look: () => Look
  restore: (look: Look) => void
  /** Runs something after so many milliseconds; answers how to call it off. */
  later: (run: () => void, ms: number) => () => void
}

export interface InterruptedPage {
  /** A scan is about to open a page. */
  leaving: (to: string) => void
  /** Back to the page that the scan interrupted; false when none waits. */
  back: () => boolean
  /** A page is shown. */
  arrived: (href: string) => void
  forget: () => void
  left: Readable<Left | null>
}

const pathOf = (href: string): string => href.split('?', 1)[0]!

/** Pages that the work on a parcel goes through: nobody was interrupted there. */
const OF_SCANS = new Set(['/intake', '/handover'])
const isOfParcels = (path: string): boolean => OF_SCANS.has(path) || path.startsWith('/packages/')

/** So long after the last scan nobody means to go on with what it interrupted. */
const STALE_MS = 10 * 60_000

/** Remembers one page: the one that somebody was on when parcels began to be scanned. */
export function createInterruptedPage({ href, navigate, look, restore, later }: InterruptedPagePorts): InterruptedPage {
  const left = createStore<Left | null>(null)
  /** Pages that scans have opened since. */
  let opened = new Set<string>()
  let callOff = (): void => undefined
  const set = (next: Left | null) => left.setState(() => next)
  const forget = () => {
    callOff()
    opened = new Set()
    set(null)
  }
  return {
    leaving: (to) => {
      const here = pathOf(href())
      const isOwn = OF_SCANS.has(here) || opened.has(here)
      if (!isOwn && here !== pathOf(to)) {
        opened = new Set()
        set({ href: href(), look: look() })
      }
      opened.add(pathOf(to))
      callOff()
      if (left.get()) callOff = later(forget, STALE_MS)
    },
    back: () => {
      const waits = left.get()
      if (!waits) return false
      const { href: to, look: was } = waits
      forget()
      navigate(to)
      restore(was)
      return true
    },
    arrived: (shown) => {
      const path = pathOf(shown)
      const waits = left.get()
      if (!waits || (path !== pathOf(waits.href) && (opened.has(path) || isOfParcels(path)))) return
      // Somebody is back, or has gone on to something else by hand.
      forget()
    },
    forget,
    left,
  }
}
