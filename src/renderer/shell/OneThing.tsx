import { useEffect, type ReactNode } from 'react'
import { Button } from '../../ui/index.ts'
import { useDesk } from '../window/desk/useDesk.ts'

interface OneThingProps {
  className: string
  /** Of the window, too. */
  title: string
  children: ReactNode
}

/** The window while one thing stands before all screens: its card, and the way to the other language. */
export function OneThing({ className, title, children }: OneThingProps) {
  const { actions } = useDesk()
  useEffect(() => {
    document.title = `${title} · Lofts Desk`
    return () => {
      document.title = 'Lofts Desk'
    }
  }, [title])
  return (
    <main className={className}>
      {children}
      <Button variant="plain" shortcut="F8" onPress={() => actions.run('language.switch')}>
        Français / English
      </Button>
    </main>
  )
}
