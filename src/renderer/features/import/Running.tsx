import { Trans, useLingui } from '@lingui/react/macro'
import { CircleStop } from 'lucide-react'
import { Button, Panel } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'

/** How far the import is, and the way to stop it: then nothing of it stays. */
export function Running() {
  const { t } = useLingui()
  const { data } = useRoute('import.progress', {}, { staleTime: 0 })
  const stop = useSend('import.stop')
  return (
    <div className="stack import" data-gap="large">
      <h1>
        <Trans>Importing…</Trans>
      </h1>
      <Panel>
        <progress
          className="import-progress"
          aria-label={t`Progress of the import`}
          value={data?.done ?? 0}
          max={Math.max(1, data?.of ?? 1)}
        />
        <div className="row spread">
          <span className="muted">
            <Trans>Go on working meanwhile: scans are heard as always.</Trans>
          </span>
          <Button icon={CircleStop} isDisabled={stop.isSuccess} onPress={() => stop.mutate({})}>
            <Trans>Stop</Trans>
          </Button>
        </div>
      </Panel>
    </div>
  )
}
