import { Trans } from '@lingui/react/macro'
import { useNavigate, type ErrorComponentProps } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { Button, EmptyState } from '../../../ui/index.ts'

/** A screen that broke; the rest of the console goes on. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const navigate = useNavigate()
  return (
    <div className="screen-failed">
      <EmptyState
        icon={TriangleAlert}
        title={<Trans>This screen stopped working</Trans>}
        actions={
          <>
            <Button variant="primary" onPress={reset}>
              <Trans>Reopen it</Trans>
            </Button>
            <Button shortcut="F2" onPress={() => void navigate({ to: '/intake' })}>
              <Trans>Intake</Trans>
            </Button>
          </>
        }
      >
        <Trans>What you saved is safe. Open the screen again; if it stops again, tell support:</Trans>{' '}
        <span className="code">{error instanceof Error ? error.message : String(error)}</span>
      </EmptyState>
    </div>
  )
}
