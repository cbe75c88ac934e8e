import { Trans } from '@lingui/react/macro'
import { Note } from '../../../ui/index.ts'

/** Why the log of the building is not shown. */
export const Missing = ({ reason }: { reason: 'no_line' | 'not_allowed' }) => (
  <Note tone="attention">
    {reason === 'no_line' ? (
      <Trans>The project cannot be reached: what other desks did is not shown until it can be reached again.</Trans>
    ) : (
      <Trans>
        Whoever is signed in here may not read the log of the other desks. Sign in with the account of a manager or an
        administrator.
      </Trans>
    )}
  </Note>
)
