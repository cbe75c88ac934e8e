import { useRef, useState, type DragEvent } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquareX, WifiOff } from 'lucide-react'
import { EmptyState } from '../ui/index.ts'
import { Composer } from './composer/Composer.tsx'
import { DropHint } from './composer/AddedFiles.tsx'
import { Presence } from './composer/Presence.tsx'
import { useClient, useConnection } from './host.tsx'
import { useConversation } from './queries.ts'
import { Head } from './thread/Head.tsx'
import { Thread } from './thread/Thread.tsx'
import { type ThreadTarget } from './thread/target.ts'
import { useViewing } from './useViewing.ts'
import { refusalWords } from './words.ts'

interface ConversationPaneProps {
  id: string
  target: ThreadTarget | null
  onBack: () => void
}

/** One conversation: head, messages, and where the next one is written. Give it the id as key. */
export function ConversationPane({ id, target, onBack }: ConversationPaneProps) {
  const { t, i18n } = useLingui()
  const { data, error } = useConversation(id)
  const [sentCount, setSentCount] = useState(0)
  const [dropped, setDropped] = useState<readonly File[] | null>(null)
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const client = useClient()
  // Asked for at once with the conversation, not after it: both are drawn together.
  const [left] = useState(() => {
    const asked = client.draft(id)
    // Whoever writes here hears of it; without a composer nobody needs it.
    asked.catch(() => undefined)
    return asked
  })
  useViewing(client, id)

  if (error)
    return (
      <div className="inbox-blank" role="alert">
        <EmptyState icon={MessageSquareX} title={<Trans>This conversation cannot be shown</Trans>}>
          {i18n._(refusalWords(error))}
        </EmptyState>
      </div>
    )
  if (!data) return <div className="inbox-pane" aria-busy="true" />

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a second way to what the attach button does
    <section
      className="inbox-pane"
      aria-label={t`Conversation`}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return
        depth.current += 1
        setOver(true)
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1)
        if (depth.current === 0) setOver(false)
      }}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        depth.current = 0
        setOver(false)
        if (!hasFiles(event)) return
        event.preventDefault()
        setDropped([...event.dataTransfer.files])
      }}
    >
      <Head conversation={data} onBack={onBack} />
      <Thread conversation={data} target={target} sentCount={sentCount} />
      <Line />
      <Presence conversationId={id} />
      <Composer
        conversation={data}
        left={left}
        onSent={() => setSentCount((count) => count + 1)}
        dropped={dropped}
        onDroppedTaken={() => setDropped(null)}
      />
      {over && <DropHint />}
    </section>
  )
}

/** Without a line, where what is written goes meanwhile. */
function Line() {
  const { state } = useConnection()
  if (state !== 'alone' && state !== 'offline' && state !== 'signed_out') return null
  return (
    <p className="thread-line">
      <WifiOff size={16} aria-hidden />
      {state === 'alone' ? (
        <Trans>This desk works on its own: messages stay here until it is connected to a project.</Trans>
      ) : state === 'offline' ? (
        <Trans>Offline: messages are kept on this device and are sent automatically.</Trans>
      ) : (
        <Trans>Nobody is signed in: messages are kept on this device and are sent after sign-in.</Trans>
      )}
    </p>
  )
}
