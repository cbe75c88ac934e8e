import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Megaphone, WifiOff, X } from 'lucide-react'
import { Button, EmptyState, Note } from '../../ui/index.ts'
import { useConnection } from '../host.tsx'
import { useAsk } from '../queries.ts'
import { AnnouncementCard } from './AnnouncementCard.tsx'
import { Announce } from './Announce.tsx'
import { useAnnouncing } from './announcing.ts'

/** What was told to many, with who was reached; and a new one. */
export function Announcements({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const form = useAnnouncing()
  const { state } = useConnection()
  const writing = isOpen || form.isFound
  const sent = useAsk(['announcements'], (client) => client.announcements()).data
  return (
    <section className="inbox-pane inbox-form" aria-label={t`Announcements`}>
      <header className="panel-head">
        <h1>
          <Trans>Announcements</Trans>
        </h1>
        <div className="row" data-gap="small">
          {!writing && (
            <Button variant="primary" icon={Megaphone} onPress={() => setOpen(true)}>
              <Trans>New announcement</Trans>
            </Button>
          )}
          <Button variant="plain" icon={X} aria-label={t`Close`} onPress={onClose} />
        </div>
      </header>
      {state === 'alone' && (
        <Note tone="attention" icon={WifiOff}>
          <Trans>This desk works on its own: announcements stay here and reach nobody.</Trans>
        </Note>
      )}
      {writing && form.value && (
        <Announce
          key={form.value.id}
          form={form}
          value={form.value}
          onDone={() => {
            form.forget()
            setOpen(false)
          }}
        />
      )}
      {sent?.length === 0 && !writing && (
        <EmptyState icon={Megaphone} title={<Trans>Nothing has been announced yet</Trans>}>
          <Trans>
            Water shut-off, elevator, fire drill: write it once in both languages. Each resident receives it in their
            own, and you see here who got it.
          </Trans>
        </EmptyState>
      )}
      <ul className="stack">
        {sent?.map((row) => (
          <li key={row.id}>
            <AnnouncementCard row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}
