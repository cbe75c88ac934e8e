import { useEffect, useState } from 'react'

const SECOND = 1000

/** Seconds until an instant, told each second as long as it is to come and no further away than `within`; null otherwise. */
export function useSecondsTo(at: string | null, within: number): number | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (at === null) return undefined
    const end = Date.parse(at)
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const left = end - Date.now()
      setNow(Date.now())
      if (left > 0) timer = setTimeout(tick, left > within ? Math.min(left - within, 60 * SECOND) : SECOND)
    }
    timer = setTimeout(tick, 0)
    return () => clearTimeout(timer)
  }, [at, within])
  const left = at === null ? 0 : Date.parse(at) - now
  return left > 0 && left <= within ? Math.ceil(left / SECOND) : null
}

/** Seconds as minutes and seconds: 0:42. */
export const asMinutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
