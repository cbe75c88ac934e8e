import { useEffect, useRef, type RefObject } from 'react'

/** By this name the field of React Aria Components asks its list to mark the first line. */
const MARK_FIRST = 'react-aria-focus'

/**
 * Keeps the mark on the first line while somebody types: answers come in parts, and a line that was first for a moment kept the mark
 * when others came above it. Once an arrow or the pointer chose a line, that one stays.
 */
export function useFirstMarked(panel: RefObject<HTMLElement | null>, firstId: string | undefined) {
  const follows = useRef(true)
  useEffect(() => {
    if (!follows.current || firstId === undefined) return
    panel.current
      ?.querySelector('[role="listbox"]')
      ?.dispatchEvent(
        new CustomEvent(MARK_FIRST, { cancelable: true, bubbles: true, detail: { focusStrategy: 'first' } }),
      )
  }, [panel, firstId])
  return {
    /** Something was typed. */
    follow: () => void (follows.current = true),
    /** Somebody chose a line. */
    left: () => void (follows.current = false),
  }
}
