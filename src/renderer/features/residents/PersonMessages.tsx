import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ConversationSummary, useConversationsOf } from '../../../messaging/index.ts'
import { Panel } from '../../../ui/index.ts'
import { DeskMessaging } from '../../messages/DeskMessaging.tsx'

/** What was written with somebody, latest first, each a way to the conversation. */
export function PersonMessages({ residentId }: { residentId: string }) {
  return (
    <DeskMessaging>
      <Conversations residentId={residentId} />
    </DeskMessaging>
  )
}

function Conversations({ residentId }: { residentId: string }) {
  const rows = useConversationsOf({ filter: { residentId }, limit: 5 }).data?.rows
  if (!rows) return null
  return (
    <Panel title={<Trans>Conversations</Trans>}>
      {rows.length === 0 ? (
        <p className="muted">
          <Trans>Nothing has been written with them.</Trans>
        </p>
      ) : (
        <ul className="stack" data-gap="small">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/messages/$id" params={{ id: row.id }} className="person-conversation">
                <ConversationSummary row={row} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
