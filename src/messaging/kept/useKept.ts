import { useCallback, useEffect, useRef, useState } from 'react'

/** Kept soon after the last key: a power cut costs at most these words. */
const SAVE_AFTER_MS = 350

export interface Kept<T> {
  /** Null until it is known what was left here. */
  value: T | null
  /** Shows a value and keeps it soon. */
  change: (part: Partial<T>) => void
  /** Shows a value; what is kept stays as it is, and what was about to be kept is not. */
  put: (next: T) => void
  /** What stands there now, also between two renderings. */
  latest: () => T
  /** It could not be kept on this device. */
  error: unknown
}

/**
 * What is being written, kept through navigation and restarts. `left`: what was left, asked for already; `keep`: always the same;
 * `shown`: whether the empty one may be shown before it is known what was left.
 */
export function useKept<T>(
  left: Promise<T | null>,
  empty: T,
  keep: (value: T) => Promise<void>,
  shown = false,
): Kept<T> {
  const [start] = useState(empty)
  const [value, setValue] = useState<T | null>(shown ? start : null)
  const [error, setError] = useState<unknown>(null)
  const current = useRef(start)
  const isUnsaved = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const save = useCallback(() => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    if (!isUnsaved.current) return
    isUnsaved.current = false
    keep(current.current).then(() => setError(null), setError)
  }, [keep])

  useEffect(() => {
    let gone = false
    const show = (found: T | null) => {
      if (gone) return
      current.current = found ?? start
      setValue(current.current)
    }
    left.then(show, () => show(null))
    // Whoever leaves the field may go on duty, scan or close the window next: the words are safe before.
    document.addEventListener('focusout', save)
    window.addEventListener('blur', save)
    window.addEventListener('pagehide', save)
    return () => {
      gone = true
      save()
      document.removeEventListener('focusout', save)
      window.removeEventListener('blur', save)
      window.removeEventListener('pagehide', save)
    }
  }, [left, start, save])

  const put = useCallback((next: T) => {
    isUnsaved.current = false
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    current.current = next
    setValue(next)
  }, [])
  const change = useCallback(
    (part: Partial<T>) => {
      put({ ...current.current, ...part })
      isUnsaved.current = true
      timer.current = setTimeout(save, SAVE_AFTER_MS)
    },
    [put, save],
  )
  const latest = useCallback(() => current.current, [])
  return { value, change, put, latest, error }
}
