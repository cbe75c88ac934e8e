import type { ReactNode } from 'react'
import { DirectoryTabs, type Part } from './DirectoryTabs.tsx'

interface DirectoryHeadProps {
  here: Part
  /** How many there are, once it is known. */
  count: ReactNode
  children: ReactNode
}

/** The head over a list of the directory: which one, how many, and what can be added. */
export function DirectoryHead({ here, count, children }: DirectoryHeadProps) {
  return (
    <header className="row spread">
      <DirectoryTabs here={here} />
      <p className="muted" aria-live="polite">
        {count}
      </p>
      <div className="row">{children}</div>
    </header>
  )
}
