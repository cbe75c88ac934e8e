import { useCallback } from 'react'
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Announcements, Inbox, Templates } from '../../../messaging/index.ts'
import { DeskMessaging } from '../../messages/DeskMessaging.tsx'
import { NewWith } from './NewWith.tsx'
import './messages.css'

/** Everything that desk and residents write to one another. */
export function MessagesScreen() {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { id } = useParams({ strict: false })
  const { messageId, offset, ...preset } = useSearch({ from: '/messages' })
  const back = useCallback(() => void navigate({ to: '/messages' }), [navigate])
  const begin = useCallback(() => void navigate({ to: '/messages/new' }), [navigate])
  const announce = useCallback(() => void navigate({ to: '/messages/announcements' }), [navigate])
  const templates = useCallback(() => void navigate({ to: '/messages/templates' }), [navigate])
  const instead =
    pathname === '/messages/new' ? (
      <NewWith key={JSON.stringify(preset)} {...preset} onClose={back} />
    ) : pathname === '/messages/announcements' ? (
      <Announcements onClose={back} />
    ) : pathname === '/messages/templates' ? (
      <Templates onClose={back} />
    ) : undefined
  return (
    <DeskMessaging>
      <div className="messages-screen">
        <Inbox
          openId={id ?? null}
          instead={instead}
          start={messageId !== undefined && offset !== undefined ? { messageId, offset } : null}
          onNew={begin}
          onAnnounce={announce}
          onTemplates={templates}
          onBack={back}
        />
      </div>
    </DeskMessaging>
  )
}
