import type { ReactNode } from 'react'

export type Tone = 'ok' | 'known' | 'attention' | 'error'

interface PanelProps {
  title?: ReactNode
  /** Buttons at the end of the heading line. */
  actions?: ReactNode
  /** A coloured edge; say the same in words inside. */
  tone?: Tone
  sunken?: boolean
  children: ReactNode
  'aria-label'?: string
}

/** A group of things that belong together. */
export function Panel({ title, actions, tone, sunken, children, ...aria }: PanelProps) {
  return (
    <section className="panel" data-tone={tone} data-sunken={sunken || undefined} {...aria}>
      {(title !== undefined || actions !== undefined) && (
        <div className="panel-head">
          {title !== undefined && <h2>{title}</h2>}
          {actions !== undefined && <div className="row">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
