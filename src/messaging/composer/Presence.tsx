import { Trans } from '@lingui/react/macro'
import { TriangleAlert } from 'lucide-react'
import type { Present } from '../../shared/messaging/client.ts'
import { useMessagingWho } from '../queries.ts'
import { useConnection, usePresent } from '../host.tsx'
import { SafeName } from '../parts/SafeText.tsx'

/** Who else is here: a colleague who writes is a warning, everybody else a quiet line. Its room is always kept. */
export function Presence({ conversationId }: { conversationId: string }) {
  const people = usePresent(conversationId)
  const { state } = useConnection()
  const side = useMessagingWho()?.side
  const colleague = side === 'desk' ? people.find((one) => one.side === 'desk' && one.doing === 'typing') : undefined
  const typing = people.find((one) => one.doing === 'typing')
  const viewing = people.find((one) => one.side === side)
  // Nobody can be seen without a line: the line that says so takes this place.
  if (state === 'alone' || state === 'offline' || state === 'signed_out') return null
  return (
    <output className="presence" data-collision={colleague !== undefined || undefined} aria-live="polite">
      {colleague ? (
        <>
          <TriangleAlert size={16} aria-hidden />
          <span>
            <Trans>
              <Person of={colleague} /> is answering this resident too
            </Trans>
          </span>
        </>
      ) : typing ? (
        <span>
          <Trans>
            <Person of={typing} /> is typing…
          </Trans>
        </span>
      ) : viewing && side === 'desk' ? (
        <span>
          <Trans>
            <Person of={viewing} /> is looking at this too
          </Trans>
        </span>
      ) : null}
    </output>
  )
}

const Person = ({ of }: { of: Present }) => <SafeName>{of.name}</SafeName>
