import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { Button } from '../../ui/index.ts'

/** The end of a form: what it does, and leaving it as it was. */
export function FormButtons({
  children,
  isPending,
  isDisabled = false,
  size,
  onCancel,
}: {
  children: ReactNode
  isPending: boolean
  isDisabled?: boolean
  /** Large where the form is the whole screen. */
  size?: 'large'
  onCancel: () => void
}) {
  const large = size ? { size } : {}
  return (
    <div className="row">
      <Button type="submit" variant="primary" isPending={isPending} isDisabled={isDisabled} {...large}>
        {children}
      </Button>
      <Button variant="plain" onPress={onCancel} {...large}>
        <Trans>Cancel</Trans>
      </Button>
    </div>
  )
}
