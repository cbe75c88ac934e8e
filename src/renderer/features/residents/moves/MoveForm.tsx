import type { ReactNode } from 'react'
import { Form } from '../../../../ui/index.ts'
import { KeyArea } from '../../../../ui/KeyArea.tsx'
import { UnitBadge } from '../../../parcel/marks/marks.tsx'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { MayNot } from '../MayNot.tsx'
import '../residents.css'
import './moves.css'

/** The screen of a move: the unit, what is asked, and the buttons at its end. Escape leaves it. */
export function MoveForm({
  unit,
  title,
  error,
  buttons,
  onSubmit,
  onLeave,
  children,
}: {
  unit: string
  title: ReactNode
  error: Error | null
  buttons: ReactNode
  onSubmit: () => void
  onLeave: () => void
  children: ReactNode
}) {
  return (
    <div className="stack move" data-gap="large">
      <header className="row resident-head">
        <UnitBadge unit={unit} size="huge" />
        <h1>{title}</h1>
      </header>
      <MayNot />
      <KeyArea onEscape={onLeave}>
        <Form className="stack directory-form" noValidate onSubmit={onSubmit}>
          {children}
          <ErrorNote error={error} />
          {buttons}
        </Form>
      </KeyArea>
    </div>
  )
}
