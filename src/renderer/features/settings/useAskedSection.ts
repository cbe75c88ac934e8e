import { useEffect } from 'react'
import { useRouterState } from '@tanstack/react-router'

/** Shows the section that the address asks for, with the focus on the first thing in it that can be changed. */
export function useAskedSection(): void {
  const asked = useRouterState({ select: ({ location }) => (location.search as { section?: string }).section ?? '' })
  useEffect(() => {
    if (asked === '') return
    const section = document.getElementById(`settings-${asked}`)
    section?.scrollIntoView()
    section?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true })
  }, [asked])
}
