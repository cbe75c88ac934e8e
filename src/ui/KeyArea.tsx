import type { KeyboardEvent, ReactNode } from 'react'

interface KeyAreaProps {
  /** Every key here is a second way to something that is also a button inside. */
  onKeyDown?: (event: KeyboardEvent) => void
  /** Escape that nothing inside wanted. */
  onEscape?: () => void
  children: ReactNode
}

/** Keys that work wherever the focus stands inside. Draws nothing. */
export function KeyArea({ onKeyDown, onEscape, children }: KeyAreaProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only listens to what bubbles from real controls
    <div
      className="key-area"
      onKeyDown={(event) => {
        onKeyDown?.(event)
        if (event.key !== 'Escape' || !onEscape || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        onEscape()
      }}
    >
      {children}
    </div>
  )
}
