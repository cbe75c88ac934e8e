import { Trans } from '@lingui/react/macro'
import { useNavigate, type ErrorComponentProps } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { Button, EmptyState } from '../../../ui/index.ts'

/** What the browser says of a piece of the program that it did not get. */
const UNREADABLE = /dynamically imported module|Unable to preload CSS/

/** A screen that broke; the rest of the console goes on. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const navigate = useNavigate()
  const message = error instanceof Error ? error.message : String(error)
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
        {UNREADABLE.test(message) ? (
          <Trans>
            What you saved is safe. A file of the program cannot be read: close the program and start it again. If this
            comes back, install the program again and tell support:
          </Trans>
        ) : (
          <Trans>What you saved is safe. Open the screen again; if it stops again, tell support:</Trans>
        )}{' '}
        <span className="code">{message}</span>
      </EmptyState>
    </div>
  )
}
