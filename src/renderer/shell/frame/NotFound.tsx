import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import { Button, EmptyState } from '../../../ui/index.ts'

/** An address that leads nowhere. */
export function NotFound() {
  const navigate = useNavigate()
  return (
    <EmptyState
      icon={MapPinOff}
      title={<Trans>There is no such screen</Trans>}
      actions={
        <Button variant="primary" shortcut="F2" onPress={() => void navigate({ to: '/intake' })}>
          <Trans>Intake</Trans>
        </Button>
      }
    />
  )
}
