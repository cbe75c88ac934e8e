import { useEffect, type RefObject } from 'react'

const POINTER = 'aria-activedescendant'

/**
 * Keeps a field from pointing at an option that is gone. The list writes the name of its chosen option on a timer, half a
 * second late, when another answer may have taken that option away: a screen reader would be sent to nothing.
 */
export function useLivePointer(field: RefObject<HTMLInputElement | null>): void {
  // The option may go while the pointer stays …
  useEffect(() => check(field.current))
  // … or the pointer may come after the option went.
  useEffect(() => {
    const watch = new MutationObserver(() => check(field.current))
    watch.observe(document.body, { attributeFilter: [POINTER], subtree: true })
    return () => watch.disconnect()
  }, [field])
}

function check(input: HTMLInputElement | null): void {
  const id = input?.getAttribute(POINTER)
  if (id && !document.getElementById(id)) input?.removeAttribute(POINTER)
}
