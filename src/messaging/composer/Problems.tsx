import type { ReactNode } from 'react'

/** What is wrong with what is being written, told at once. */
export function Problems({ children }: { children: ReactNode }) {
  return (
    <div className="composer-problems" role="alert">
      {children}
    </div>
  )
}
