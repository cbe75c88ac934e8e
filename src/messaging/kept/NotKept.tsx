import { Trans } from '@lingui/react/macro'
import { Note } from '../../ui/index.ts'

/** What is being written would not outlive this screen: to be known before it is left. */
export function NotKept({ error }: { error: unknown }) {
  if (error === null) return null
  return (
    <div role="alert">
      <Note tone="error">
        <Trans>This draft could not be kept on this device: do not close it before it is sent.</Trans>
      </Note>
    </div>
  )
}
