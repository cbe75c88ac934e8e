import { useState } from 'react'
import { Trans } from '@lingui/react/macro'
import { Trash2 } from 'lucide-react'
import { Button } from '../../ui/index.ts'

/** Leaves a form. Words that stand in it are only thrown away after a question: closing the form keeps them. */
export function LeaveButton({ hasWords, onLeave }: { hasWords: boolean; onLeave: () => void }) {
  const [asked, setAsked] = useState(false)
  if (!hasWords)
    return (
      <Button onPress={onLeave}>
        <Trans>Close without sending</Trans>
      </Button>
    )
  if (!asked)
    return (
      <Button icon={Trash2} onPress={() => setAsked(true)}>
        <Trans>Discard…</Trans>
      </Button>
    )
  return (
    <>
      <span>
        <Trans>Discard the text for good?</Trans>
      </span>
      {/* eslint-disable-next-line jsx-a11y/no-autofocus -- asked for by the person a moment ago */}
      <Button variant="danger" onPress={onLeave} autoFocus>
        <Trans>Discard</Trans>
      </Button>
      <Button onPress={() => setAsked(false)}>
        <Trans>Keep</Trans>
      </Button>
    </>
  )
}
