import type { ReactNode } from 'react'
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { Tone } from './Panel.tsx'

export const TONE_ICONS: Readonly<Record<Tone, LucideIcon>> = {
  ok: CircleCheck,
  known: Info,
  attention: TriangleAlert,
  error: CircleAlert,
}

export interface NoteProps {
  tone?: Tone
  icon?: LucideIcon
  children: ReactNode
  /** The way out: one or two buttons. */
  actions?: ReactNode
}

/** One sentence that stays: a warning about a parcel, a hint, a result. */
export function Note({ tone, icon, children, actions }: NoteProps) {
  const Icon = icon ?? (tone ? TONE_ICONS[tone] : Info)
  return (
    <div className="note" data-tone={tone}>
      <Icon size={20} aria-hidden />
      <div className="note-body">
        <div>{children}</div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
    </div>
  )
}

export interface EmptyStateProps {
  icon: LucideIcon
  title: ReactNode
  /** What to do next, in one or two sentences. */
  children?: ReactNode
  actions?: ReactNode
}

/** Nothing here yet: teaches the next act. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon size={40} strokeWidth={1.5} aria-hidden />
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}
