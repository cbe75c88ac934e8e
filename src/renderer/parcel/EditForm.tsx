import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { KeyArea } from '../../ui/KeyArea.tsx'
import { useFocusBack } from '../../ui/useFocusBack.ts'
import { ErrorNote } from '../window/errors/ErrorNote.tsx'
import { Form } from '../../ui/index.ts'
import { FormButtons } from './FormButtons.tsx'

interface EditFormProps {
  children: ReactNode
  /** How the saving stands. */
  save: { error: unknown; isPending: boolean }
  onSave: () => void
  onCancel: () => void
  /** Escape, where it only closes the form and what was written stays for later; without it Escape cancels. */
  onClose?: () => void
  /** What the form does, where that is more than saving. */
  label?: ReactNode
  /** Close together where the form stands in a row of a list. */
  gap?: 'small'
  /** What else can be done, at the end of the form. */
  more?: ReactNode
}

/** The frame of a form in place: Enter saves, Escape leaves it. */
export function EditForm({ children, save, onSave, onCancel, onClose = onCancel, label, gap, more }: EditFormProps) {
  const form = useFocusBack()
  const buttons = (
    <FormButtons isPending={save.isPending} onCancel={onCancel}>
      {label ?? <Trans>Save</Trans>}
    </FormButtons>
  )
  return (
    <KeyArea onEscape={onClose}>
      <Form
        ref={form}
        className="stack directory-form"
        data-gap={gap}
        // A field stays marked until main has read it again: the browser must not hold the second try back.
        noValidate
        onSubmit={() => {
          if (!save.isPending) onSave()
        }}
      >
        {children}
        <ErrorNote error={save.error} />
        {more === undefined ? (
          buttons
        ) : (
          <div className="row spread">
            {buttons}
            {more}
          </div>
        )}
      </Form>
    </KeyArea>
  )
}
