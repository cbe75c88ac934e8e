import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { OneThing } from '../OneThing.tsx'
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
  return (
    <OneThing className="first" title={title}>
      <div className="first-card">
        <header className="first-head">
          <Icon size={40} strokeWidth={1.5} aria-hidden />
          <h1>{title}</h1>
        </header>
        <p className="first-lead">{lead}</p>
        {children}
      </div>
    </OneThing>
  )
}
