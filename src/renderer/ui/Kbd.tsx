import type { ReactNode } from 'react'

/** A key cap beside the words it belongs to; screen readers get aria-keyshortcuts instead. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="kbd" aria-hidden>
      {children}
    </kbd>
  )
}
