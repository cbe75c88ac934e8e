import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { FormButtons } from '../../parcel/FormButtons.tsx'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

interface EditFormProps {
  children: ReactNode
  error: unknown
  isPending: boolean
  onSave: () => void
  onCancel: () => void
}

/** The frame of every form of the directory: Enter saves, Escape leaves it. */
export function EditForm({ children, error, isPending, onSave, onCancel }: EditFormProps) {
  return (
    <KeyArea onEscape={onCancel}>
      <form
        className="stack directory-form"
        // A field stays marked until main has read it again: the browser must not hold the second try back.
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onSave()
        }}
      >
        {children}
        <ErrorNote error={error} />
        <FormButtons isPending={isPending} onCancel={onCancel}>
          <Trans>Save</Trans>
        </FormButtons>
      </form>
    </KeyArea>
  )
}
