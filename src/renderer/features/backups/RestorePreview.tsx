import { Plural, Trans } from '@lingui/react/macro'
import { ArrowLeft, DatabaseBackup } from 'lucide-react'
import { formatFull } from '../../../ui/format.ts'
import { Button, Note, Panel } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Lost } from './Lost.tsx'

/** What going back to a backup means, before anything is done. */
export function RestorePreview({ file, back }: { file: string; back: () => void }) {
  const display = useTimeDisplay()
  const { data, error } = useRoute('backups.preview', { file }, { staleTime: 0 })
  const restore = useSend('backups.restore')
  return (
    <div className="stack backups-screen" data-gap="large">
      <h1>{data ? <Trans>Go back to {formatFull(data.at, display)}?</Trans> : <Trans>Go back to a backup?</Trans>}</h1>
      <ErrorNote error={error ?? restore.error} />
      {data && (
        <div className="backups-columns">
          <Panel title={<Trans>What would be gone</Trans>} tone={data.lost.count > 0 ? 'attention' : 'ok'}>
            {data.connected ? (
              <p>
                <Trans>Nothing: what was sent to the project since then is read from it again.</Trans>
              </p>
            ) : data.lost.count === 0 ? (
              <p>
                <Trans>Nothing: nothing was done since then.</Trans>
              </p>
            ) : (
              <Lost {...data.lost} />
            )}
            <p className="muted">
              <Plural value={data.packagesNow} one="Now there is # parcel" other="Now there are # parcels" />
              {', '}
              <Plural value={data.packages} one="then there was #." other="then there were #." />
            </p>
          </Panel>
          <Panel title={<Trans>What stays</Trans>}>
            <ul className="backups-kept">
              {data.kept.waiting > 0 && (
                <li>
                  <Plural
                    value={data.kept.waiting}
                    one="# action that waits to be sent"
                    other="# actions that wait to be sent"
                  />
                </li>
              )}
              {data.kept.drafts > 0 && (
                <li>
                  <Plural value={data.kept.drafts} one="# draft of a message" other="# drafts of messages" />
                </li>
              )}
              {data.kept.files > 0 && (
                <li>
                  <Plural value={data.kept.files} one="# attached file" other="# attached files" />
                </li>
              )}
              {data.kept.labels > 0 && (
                <li>
                  <Plural value={data.kept.labels} one="# label to print" other="# labels to print" />
                </li>
              )}
              <li>
                <Trans>The settings of this desk</Trans>
              </li>
            </ul>
            <Note>
              <Trans>The desk as it is now becomes a backup first, so you can come back to it.</Trans>
            </Note>
          </Panel>
        </div>
      )}
      <div className="row">
        <Button icon={ArrowLeft} size="large" onPress={back}>
          <Trans>Leave everything as it is</Trans>
        </Button>
        {data && (
          <Button
            variant="danger"
            size="large"
            icon={DatabaseBackup}
            isPending={restore.isPending}
            onPress={() => restore.mutate({ file })}
          >
            <Trans>Go back to this backup</Trans>
          </Button>
        )}
      </div>
    </div>
  )
}
