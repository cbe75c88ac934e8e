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
}

export interface InterruptedPage {
  /** A scan is about to open a page. */
  leaving: (to: string) => void
  /** Back to the page that the scan interrupted; false when none waits. */
  back: () => boolean
  /** A page is shown. */
  arrived: (href: string) => void
  forget: () => void
  current: () => Left | null
  subscribe: (listener: () => void) => () => void
}

const pathOf = (href: string): string => href.split('?', 1)[0]!

/** Pages that the work on a parcel goes through: nobody was interrupted there. */
const OF_SCANS = new Set(['/intake', '/handover'])

/** Remembers one page: the one that somebody was on when parcels began to be scanned. */
export function createInterruptedPage({ href, navigate, look, restore }: InterruptedPagePorts): InterruptedPage {
  let left: Left | null = null
  /** Pages that scans have opened since. */
  let opened = new Set<string>()
  const listeners = new Set<() => void>()
  const set = (next: Left | null) => {
    if (next === left) return
    left = next
    for (const listener of listeners) listener()
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
    },
    back: () => {
      if (!left) return false
      const { href: to, look: was } = left
      set(null)
      opened = new Set()
      navigate(to)
      restore(was)
      return true
    },
    arrived: (shown) => {
      if (left && left.href === shown) set(null)
    },
    forget: () => {
      opened = new Set()
      set(null)
    },
    current: () => left,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
