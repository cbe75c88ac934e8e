import { useEffect, useRef, type RefObject } from 'react'

/** Puts the focus where a person has just asked to write: a form that opened at their press. */
export function useStartFocus(): RefObject<HTMLInputElement | null> {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
