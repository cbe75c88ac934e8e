import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { ExternalLink, Reply, SquarePen } from 'lucide-react'
import { useMay } from '../../window/data/useMay.ts'
import { ConversationPane, ConversationSummary, useConversationsOf } from '../../../messaging/index.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { DeskMessaging } from '../../messages/DeskMessaging.tsx'
import './parcelMessages.css'

/** What was written about a parcel, and the answer, on the parcel's own page. */
export function ParcelMessages({ packageId }: { packageId: string }) {
  return (
    <DeskMessaging>
      <Conversations packageId={packageId} />
    </DeskMessaging>
  )
}

function Conversations({ packageId }: { packageId: string }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const mayWrite = useMay('messages.write')
  const [openId, setOpenId] = useState<string | null>(null)
  const rows = useConversationsOf({ filter: { packageId }, limit: 10 }).data?.rows
  if (!rows) return null
  return (
    <Panel
      title={<Trans>Messages</Trans>}
      actions={
        mayWrite && (
          <Button
            size="small"
            icon={SquarePen}
            onPress={() => void navigate({ to: '/messages/new', search: { packageId } })}
          >
            {rows.length === 0 ? <Trans>Write about it</Trans> : <Trans>New conversation</Trans>}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="muted">
          <Trans>Nothing has been written about this parcel.</Trans>
        </p>
      ) : (
        <ul className="stack" data-gap="small">
          {rows.map((row) => (
            <li key={row.id} className="parcel-conversation">
              <ConversationSummary row={row} />
              <span className="row" data-gap="small">
                <Button
                  size="small"
                  icon={Reply}
                  aria-expanded={openId === row.id}
                  onPress={() => setOpenId(openId === row.id ? null : row.id)}
                >
                  {openId === row.id ? <Trans>Fold</Trans> : <Trans>Answer here</Trans>}
                </Button>
                <Button
                  size="small"
                  variant="plain"
                  icon={ExternalLink}
                  aria-label={t`Open the conversation`}
                  onPress={() => void navigate({ to: '/messages/$id', params: { id: row.id } })}
                />
              </span>
              {openId === row.id && (
                <div className="parcel-thread">
                  <ConversationPane key={row.id} id={row.id} target={null} onBack={() => setOpenId(null)} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
