import { useEffect, useRef, useState } from 'react'

/** A form that says what is wrong with it once somebody has tried to send it: then the first such field has the focus. */
export function useRefusal(error: unknown) {
  const form = useRef<HTMLFormElement>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (error || tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error, tries])
  return { form, isTold: tries > 0, tell: () => setTries((before) => before + 1) }
}
