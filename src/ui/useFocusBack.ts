import { useLayoutEffect, useRef, type RefObject } from 'react'

/** A form that stands in a panel: when it closes, the focus goes to the panel's own button instead of being lost. */
export function useFocusBack(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    const own = form.current
    const panel = own?.closest('.panel')
    return () => {
      if (!panel || !own?.contains(document.activeElement)) return
      // The button comes back in the place of the form.
      requestAnimationFrame(() => {
        if (document.activeElement?.matches('body, main'))
          panel.querySelector<HTMLElement>('.panel-head .button')?.focus()
      })
    }
  }, [])
  return form
}
