import { Trans, useLingui } from '@lingui/react/macro'
import { CircleStop } from 'lucide-react'
import { Button } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'

/** How far an archive is, and the way to stop it: then nothing of it stays. */
export function Progress({ label }: { label: string }) {
  const { t } = useLingui()
  const { data } = useRoute('archive.progress', {}, { staleTime: 0 })
  const stop = useSend('archive.stop')
  return (
    <div className="stack">
      <progress
        className="progress"
        aria-label={label}
        {...(data ? { value: data.done, max: Math.max(1, data.of) } : {})}
      />
      <div className="row spread">
        <span className="muted">
          <Trans>Go on working meanwhile.</Trans>
        </span>
        <Button
          icon={CircleStop}
          aria-label={t`Stop the archive`}
          isPending={stop.isPending}
          onPress={() => stop.mutate({})}
        >
          <Trans>Stop</Trans>
        </Button>
      </div>
    </div>
  )
}
