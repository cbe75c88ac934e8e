import { Trans } from '@lingui/react/macro'

/** Why a label stands where it stands: our own reasons in words, the print system's as it said them. */
export function JobReason({ reason }: { reason: string }) {
  switch (reason) {
    case 'interrupted':
      return <Trans>The program ended while it was being sent. Check whether it came out before printing again.</Trans>
    case 'label_not_drawn':
      return <Trans>The label could not be drawn. Print it again; if it happens again, call support.</Trans>
    case 'repeated':
      return <Trans>printed again</Trans>
    case 'saved':
      return <Trans>saved</Trans>
    default:
      return <span lang="en">{reason}</span>
  }
}
