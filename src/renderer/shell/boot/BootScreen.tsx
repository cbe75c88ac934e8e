import { useEffect, useRef, type ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import type { LucideIcon } from 'lucide-react'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { OneThing } from '../OneThing.tsx'

export interface BootScreenProps {
  icon: LucideIcon
  title: string
  /** What happened and what is safe. */
  children: ReactNode
  /** For whoever is called to help. */
  detail?: string
  error?: unknown
  actions: ReactNode
}

/** One thing stands in the way: what it is, what is safe, what to do. */
export function BootScreen({ icon: Icon, title, children, detail, error, actions }: BootScreenProps) {
  const card = useRef<HTMLDivElement>(null)
  // One key is enough: Enter takes the way out that is surely safe.
  useEffect(() => card.current?.querySelector<HTMLElement>('.button[data-variant="primary"]')?.focus(), [])
  return (
    <OneThing className="boot" title={title}>
      <div className="boot-card" ref={card}>
        <div className="boot-head">
          <Icon className="boot-icon" size={44} strokeWidth={1.5} aria-hidden />
          <h1>{title}</h1>
        </div>
        <div className="stack">{children}</div>
        <ErrorNote error={error} />
        {actions !== null && <div className="row">{actions}</div>}
        {detail !== undefined && (
          <details className="boot-detail">
            <summary>
              <Trans>For technical support</Trans>
            </summary>
            <p className="code">{detail}</p>
          </details>
        )}
      </div>
    </OneThing>
  )
}
