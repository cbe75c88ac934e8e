import { useState } from 'react'
import { Check } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { StepName } from '../../shared/packages/lifecycle.ts'
import { STEP_WORDS } from './words/words.ts'
import { Button, Form, TextField } from '../../ui/index.ts'
import { FormButtons } from './FormButtons.tsx'
import { KeyArea } from '../../ui/KeyArea.tsx'
import { useStartFocus } from '../../ui/useStartFocus.ts'

/** Reasons that desks give every day: one press instead of typing. */
const USUAL: Readonly<Partial<Record<StepName, readonly MessageDescriptor[]>>> = {
  hold: [
    msg`Away: the resident asked to keep it`,
    msg`Damaged: to be shown to the resident`,
    msg`Duties or fees to pay`,
  ],
  forward: [msg`Moved out: sent to the new address`, msg`The resident asked for it`],
  return: [msg`Unknown at this address`, msg`Refused by the resident`, msg`Not picked up in time`],
  lose: [msg`Not on its shelf`, msg`Handed to the wrong person`],
}

export interface ReasonFormProps {
  step: StepName
  isPending: boolean
  onSend: (reason: string) => void
  onCancel: () => void
}

/** Asks why, in place. What is written goes into the history. */
export function ReasonForm({ step, isPending, onSend, onCancel }: ReasonFormProps) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const [reason, setReason] = useState('')
  return (
    <KeyArea onEscape={onCancel}>
      <Form
        className="stack reason"
        data-gap="small"
        onSubmit={() => {
          if (reason.trim() !== '' && !isPending) onSend(reason)
        }}
      >
        <TextField
          inputRef={start}
          label={t`Why? It stays in the history of the parcel.`}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
        <div className="row" data-gap="small">
          {USUAL[step]?.map((usual) => (
            <Button
              key={usual.id}
              size="small"
              // The chosen one is marked, and Enter sends it.
              {...(reason === i18n._(usual) ? { icon: Check } : {})}
              aria-pressed={reason === i18n._(usual)}
              onPress={() => {
                setReason(i18n._(usual))
                start.current?.focus()
              }}
            >
              {i18n._(usual)}
            </Button>
          ))}
        </div>
        <FormButtons isPending={isPending} isDisabled={reason.trim() === ''} onCancel={onCancel}>
          {i18n._(STEP_WORDS[step])}
        </FormButtons>
      </Form>
    </KeyArea>
  )
}
