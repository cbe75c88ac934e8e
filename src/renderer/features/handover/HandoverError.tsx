import { Trans } from '@lingui/react/macro'
import { RequestFailure } from '../../lib/bridge.ts'
import { ErrorNote, Note } from '../../ui/index.ts'
import { useFormats } from '../packages/useFormats.ts'

/** Why the hand-over was refused; for a parcel that left meanwhile, to whom, when and by whom. */
export function HandoverError({ error }: { error: unknown }) {
  const formats = useFormats()
  if (error instanceof RequestFailure && error.code === 'ALREADY_HANDED_OVER' && error.data?.['to']) {
    const { shortNumber, to, at, by } = error.data
    return (
      <div role="alert">
        <Note tone="error">
          <Trans>
            <strong>{shortNumber}</strong> was already handed to <strong translate="no">{to}</strong>.
          </Trans>{' '}
          {formats.moment(String(at))} · <span translate="no">{by}</span>
        </Note>
      </div>
    )
  }
  return <ErrorNote error={error} />
}
