import { Trans } from '@lingui/react/macro'
import { OVERDUE_DAYS } from '../../../shared/packages/age.ts'

/** How many parcels have waited for so long that they are chased. */
export const OverdueWords = ({ count }: { count: number }) => (
  <Trans>
    {count} here {OVERDUE_DAYS} days or more
  </Trans>
)
