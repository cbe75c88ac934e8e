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
    msg`Several pieces: the others are still to come`,
  ],
  forward: [msg`Moved out: sent to the new address`, msg`The resident asked for it`, msg`Meant for another building`],
  return: [
    msg`Unknown at this address`,
    msg`Refused by the resident`,
    msg`Not picked up in time`,
    msg`No longer lives here`,
    msg`Not for this building`,
    msg`Arrived damaged`,
  ],
  lose: [msg`Not on its shelf`, msg`Handed to the wrong person`],
}

const GOES = msg`A notice that has not left yet is cancelled. Whoever was notified already is not told of this.`

/** What follows, of notices above all: the form may be about one parcel or many. */
const FOLLOWS: Readonly<Partial<Record<StepName, MessageDescriptor>>> = {
  hold: msg`A parcel on hold can still be handed over. Its notice leaves as planned; no reminder does.`,
  forward: GOES,
  return: GOES,
  lose: msg`A missing parcel is no longer listed as waiting. A notice that has not left yet is cancelled, and waits again once the parcel is found.`,
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
  const follows = FOLLOWS[step]
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
          {...(follows && { help: i18n._(follows) })}
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
