import { useEffect, type ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { Button } from '../../../ui/index.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import './first.css'

interface FirstFrameProps {
  icon: LucideIcon
  title: string
  /** What this is about, in a sentence or two. */
  lead: ReactNode
  children: ReactNode
}

/** What is shown before there is a building: one card, and the other language. */
export function FirstFrame({ icon: Icon, title, lead, children }: FirstFrameProps) {
  const { actions } = useDesk()
  useEffect(() => {
    document.title = `${title} · Lofts Desk`
    return () => {
      document.title = 'Lofts Desk'
    }
  }, [title])
  return (
    <main className="first">
      <div className="first-card">
        <header className="first-head">
          <Icon size={40} strokeWidth={1.5} aria-hidden />
          <h1>{title}</h1>
        </header>
        <p className="first-lead">{lead}</p>
        {children}
      </div>
      <Button variant="plain" shortcut="F8" onPress={() => actions.run('language.switch')}>
        Français / English
      </Button>
    </main>
  )
}
