import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { AnnouncementRecipient, AnnouncementRow, Audience } from '../../shared/messaging/schema.ts'
import { useNow } from '../../ui/clock.ts'
import { formatMoment } from '../../ui/format.ts'
import { Button, Panel } from '../../ui/index.ts'
import { useHost, useMessagingTimeDisplay } from '../host.tsx'
import { useAsk } from '../queries.ts'
import { Receipt } from '../thread/Receipt.tsx'
import { SafeName, SafeText } from '../parts/SafeText.tsx'

function To({ audience }: { audience: Audience }) {
  if (audience.kind === 'everyone') return <Trans>Everyone</Trans>
  if (audience.kind === 'floor') return <Trans>Floor {audience.floor}</Trans>
  return <Trans>Those with parcels waiting</Trans>
}

/** One announcement and how far it came. */
export function AnnouncementCard({ row }: { row: AnnouncementRow }) {
  const { i18n } = useLingui()
  const display = useMessagingTimeDisplay()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const language = i18n.locale === 'fr' ? 'fr' : 'en'
  const { reach } = row
  return (
    <Panel>
      <div className="announced">
        <div className="row-main">
          <h2 lang={language}>
            <SafeName>{row.subject[language]}</SafeName>
          </h2>
          <p className="row-sub">
            <To audience={row.audience} />
            {' · '}
            <SafeName>{row.by}</SafeName>
            {' · '}
            <time dateTime={row.at}>{formatMoment(row.at, display, now)}</time>
          </p>
        </div>
        <div lang={language} className="announced-text">
          <SafeText text={row.body[language]} />
        </div>
        <dl className="reach">
          <Reach value={reach.sent} of={reach.recipients}>
            <Trans context="reach">Sent</Trans>
          </Reach>
          <Reach value={reach.delivered} of={reach.recipients}>
            <Trans context="reach">Delivered</Trans>
          </Reach>
          <Reach value={reach.read} of={reach.recipients}>
            <Trans context="reach">Read</Trans>
          </Reach>
        </dl>
        <Button
          size="small"
          variant="plain"
          icon={open ? ChevronDown : ChevronRight}
          aria-expanded={open}
          onPress={() => setOpen(!open)}
        >
          <Plural value={reach.recipients} one="# recipient" other="# recipients" />
        </Button>
        {open && <Recipients id={row.id} />}
      </div>
    </Panel>
  )
}

function Reach({ value, of, children }: { value: number; of: number; children: React.ReactNode }) {
  const { i18n } = useLingui()
  return (
    <div>
      <dt>{children}</dt>
      <dd>
        <strong className="number">{i18n.number(value)}</strong>{' '}
        <span className="muted number">
          <Trans>of {i18n.number(of)}</Trans>
        </span>
        <progress value={value} max={Math.max(1, of)} aria-hidden />
      </dd>
    </div>
  )
}

function Recipients({ id }: { id: string }) {
  const people = useAsk(['recipients', id], (client) => client.announcementRecipients(id)).data
  if (!people) return <div aria-busy="true" />
  return (
    <ul className="reached">
      {people.map((each) => (
        <li key={each.resident.id}>
          <span className="msg-unit">{each.unit ?? '–'}</span>
          <Name of={each} />
          <Receipt delivery={each.delivery.state === 'read' ? { state: 'read', readBy: [] } : each.delivery} />
        </li>
      ))}
    </ul>
  )
}

function Name({ of: { conversationId, resident } }: { of: AnnouncementRecipient }) {
  const { openConversation } = useHost()
  if (conversationId === null) return <SafeName>{resident.name}</SafeName>
  return (
    <button type="button" className="msg-parcel" onClick={() => openConversation(conversationId)}>
      <SafeName>{resident.name}</SafeName>
    </button>
  )
}
