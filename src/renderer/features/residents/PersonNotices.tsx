import { Trans, useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { Response } from '../../../shared/contract/index.ts'
import { Note, Panel } from '../../../ui/index.ts'
import { NoticeFacts } from '../../parcel/notices/Lines.tsx'
import { Moment } from '../../parcel/words/spoken.tsx'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

type Notices = Response<'notices.ofPerson'>
type Stopped = Notices['stopped'][number]

/** Why nothing goes by a channel any more, and how that ends. */
const STOPPED: Readonly<Record<Stopped['channel'], Readonly<Record<Stopped['why'], MessageDescriptor>>>> = {
  email: {
    bounced: msg`No more email goes to their address: a letter came back. Correct the address under Contact, and email leaves again.`,
    complained: msg`No more email goes to their address: they reported a letter as unwanted. Only another address under Contact is written to.`,
    opted_out: msg`They asked for no more email. If they change their mind, choose email again under Contact, and it leaves again.`,
  },
  sms: {
    bounced: msg`No more text message goes to their telephone: one came back. Correct the number under Contact, and text messages leave again.`,
    complained: msg`No more text message goes to their telephone: they reported one as unwanted. Only another number under Contact is written to.`,
    opted_out: msg`They asked for no more text messages. If they change their mind, choose text messages again under Contact, and they leave again.`,
  },
}

/** What somebody was told by letters and what became of it. */
export function PersonNotices({ residentId }: { residentId: string }) {
  const { i18n } = useLingui()
  const { data, error } = useRoute('notices.ofPerson', { residentId })
  if (error) return <ErrorNote error={error} />
  if (!data) return null
  return (
    <Panel title={<Trans>Notices</Trans>}>
      {data.stopped.map(({ channel, why, at }) => (
        <Note key={channel} tone="attention">
          {i18n._(STOPPED[channel][why])}{' '}
          <span className="muted small">
            <Moment at={at} />
          </span>
        </Note>
      ))}
      {data.lines.length === 0 ? (
        <p className="muted">
          <Trans>No letter has left for them yet.</Trans>
        </p>
      ) : (
        <ul className="notice-lines">
          {data.lines.map((line) => (
            <li key={`${line.noticeId} ${line.deliveryId}`} className="notice-line">
              <span className="row" data-gap="small">
                <Link to="/packages/$id" params={{ id: line.package.id }} className="short-number">
                  {line.package.shortNumber}
                </Link>
                <NoticeFacts line={line} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {data.more && (
        <p className="muted small">
          <Trans>Older ones stand on the parcels’ own pages.</Trans>
        </p>
      )}
    </Panel>
  )
}
