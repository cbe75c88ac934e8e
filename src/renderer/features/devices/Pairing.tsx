import { useEffect } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ScannersStatus } from '../../../shared/contract/scanners.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useSend } from '../../window/data/queries.ts'
import { Button, Note } from '../../../ui/index.ts'
import { Symbol } from './Symbol.tsx'

/** One code on the screen, scanned with the new scanner: what it sends then tells how to read it. */
export function Pairing({ pairing }: { pairing: NonNullable<ScannersStatus['pairing']> }) {
  const { t } = useLingui()
  const feedback = useFeedback()
  const { mutate: end } = useSend('scanners.endPairing', { onError: feedback.fail })
  // Leaving the screen in the middle must not leave every scan diverted.
  useEffect(() => () => end({}), [end])
  const { code, state, name } = pairing
  if (state === 'learnt')
    return (
      <Note
        tone="ok"
        actions={
          <Button variant="primary" onPress={() => end({})}>
            <Trans>Done</Trans>
          </Button>
        }
      >
        <Trans>{name} is set up: it can be used on every screen.</Trans>
      </Note>
    )
  return (
    <section className="trial pairing" aria-label={t`Setting up a scanner`}>
      <h3>
        <Trans>Scan one of these two codes with the scanner</Trans>
      </h3>
      <p className="muted">
        <Trans>Both say the same. They show how the scanner sends its codes; nothing is recorded meanwhile.</Trans>
      </p>
      <div className="pairing-codes">
        <Symbol symbol="qrcode" text={code} />
        <Symbol symbol="code128" text={code} />
      </div>
      <div aria-live="polite">
        {state === 'waiting' && (
          <p className="muted">
            <Trans>Waiting for the scan…</Trans>
          </p>
        )}
        {state === 'other' && (
          <Note tone="attention">
            <Trans>Another code was scanned. Scan the one above.</Trans>
          </Note>
        )}
        {state === 'unknown' && (
          <Note tone="error">
            <Trans>
              The code arrived in an unknown form, so it is not used: a wrong code would be worse than none. Switch the
              scanner to keyboard mode, which works, and send us the support file.
            </Trans>
          </Note>
        )}
      </div>
      <Button variant="plain" onPress={() => end({})}>
        <Trans>Stop</Trans>
      </Button>
    </section>
  )
}
