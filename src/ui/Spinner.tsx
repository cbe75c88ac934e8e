import { useLingui } from '@lingui/react/macro'
import { ProgressBar } from 'react-aria-components/ProgressBar'

/** Something takes longer than a blink. Most reads here do not: leave it out for those. */
export function Spinner({ label }: { label?: string }) {
  const { t } = useLingui()
  return (
    <ProgressBar isIndeterminate aria-label={label ?? t`Working…`}>
      <span className="spinner" />
    </ProgressBar>
  )
}
