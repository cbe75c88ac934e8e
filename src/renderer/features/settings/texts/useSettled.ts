import { useEffect, useState } from 'react'

const PAUSE_MS = 400

/** A text that is being typed, once the typing pauses: what is drawn of it is not drawn for each letter. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
