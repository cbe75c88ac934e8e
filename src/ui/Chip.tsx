import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import type { Tone } from './Panel.tsx'

/** A small labelled fact with its tone. */
export function Chip({ tone, icon: Icon, children }: { tone?: Tone; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span className="chip" data-tone={tone}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </span>
  )
}
