import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Response } from '../../../../shared/contract/index.ts'
import { Chip, Panel } from '../../../../ui/index.ts'
import { Moment } from '../../../parcel/words/spoken.tsx'

type Conversation = Response<'units.get'>['conversations'][number]

const STATUS_WORDS: Readonly<Record<Conversation['status'], MessageDescriptor>> = {
  open: msg`Open`,
  snoozed: msg`Snoozed`,
  closed: msg`Closed`,
}

/** What was written with the people of a unit, those that are open first. */
export function UnitConversations({ conversations }: { conversations: readonly Conversation[] }) {
  const { i18n } = useLingui()
  return (
    <Panel title={<Trans>Conversations</Trans>}>
      {conversations.length === 0 ? (
        <p className="muted">
          <Trans>Nothing has been written with this unit.</Trans>
        </p>
      ) : (
        <ul className="rows">
          {conversations.map(({ id, subject, names, status, at }) => (
            <li key={id}>
              <Link to="/messages/$id" params={{ id }} className="row-item stay-link">
                <span className="row-main">
                  <bdi className="row-title" translate="no">
                    {subject || names.join(', ')}
                  </bdi>
                  <span className="row-sub">
                    {subject !== '' && names.length > 0 && <bdi translate="no">{names.join(', ')} · </bdi>}
                    <Moment at={at} />
                  </span>
                </span>
                <Chip>{i18n._(STATUS_WORDS[status])}</Chip>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
