import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { Button } from '../../ui/index.ts'

/** The end of a form that stands in place: what it does, and leaving it as it was. */
export function FormButtons({
  children,
  isPending,
  isDisabled = false,
  onCancel,
}: {
  children: ReactNode
  isPending: boolean
  isDisabled?: boolean
  onCancel: () => void
}) {
  return (
    <div className="row">
      <Button type="submit" variant="primary" isPending={isPending} isDisabled={isDisabled}>
        {children}
      </Button>
      <Button variant="plain" onPress={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    </div>
  )
}
