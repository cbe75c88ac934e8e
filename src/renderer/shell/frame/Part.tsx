import { useState, type ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { CatchBoundary, useRouterState, type ErrorComponentProps } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import { Button } from '../../../ui/index.ts'

interface PartProps {
  /** The class that gives its place in the frame, kept when it has failed. */
  className: string
  children: ReactNode
}

/** One part of the frame. When it breaks it says so in its place, and the rest of the console goes on. */
export function Part({ className, children }: PartProps) {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const [Failed] = useState(() => failedIn(className))
  // Another page is another try.
  return (
    <CatchBoundary getResetKey={() => path} errorComponent={Failed}>
      {children}
    </CatchBoundary>
  )
}

const failedIn = (className: string) =>
  function PartFailed({ reset }: ErrorComponentProps) {
    return (
      <div className={`${className} part-failed`} role="alert">
        <span>
          <Trans>This part stopped working. Everything else goes on.</Trans>
        </span>
        <Button size="small" icon={RotateCcw} onPress={reset}>
          <Trans>Open it again</Trans>
        </Button>
      </div>
    )
  }
