import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, Hourglass } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import type { Response } from '../../../shared/contract/index.ts'
import { useNow } from '../../../ui/clock.ts'
import { EmptyState, Note, ToggleGroup } from '../../../ui/index.ts'
import { CarrierMark, FlagChips, UnitBadge } from '../../parcel/marks/marks.tsx'
import { Age } from '../../parcel/marks/Age.tsx'
import { NoticeLines } from '../../parcel/notices/Lines.tsx'
import { SettleWays } from '../../parcel/notices/WaysOut.tsx'
import { Moment, Whose } from '../../parcel/words/spoken.tsx'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { StepWays } from './StepWays.tsx'
import { LateNotices } from './LateNotices.tsx'
import './notices.css'

type Which = 'all' | 'nobody'

/**
 * Whom no letter reached, and who did not come after the last reminder: each with its reason and what can be done, the oldest parcel
 * first, until somebody deals with it.
 */
export function NoticesScreen() {
  const { t } = useLingui()
  const [which, setWhich] = useState<Which>('all')
  const status = useRoute('notices.status', {}).data
  const { data, error } = useRoute('notices.open', { nobody: which === 'nobody' })
  return (
    <div className="stack notices" data-gap="large">
      <header className="row spread">
        <h1>
          <Trans context="several parcels">To notify</Trans>
        </h1>
        <ToggleGroup<Which>
          hideLabel
          label={t`Which parcels`}
          choices={[
            { id: 'all', label: t`All`, ...(status && { count: status.open }) },
            { id: 'nobody', label: t`Nobody could be notified`, ...(status && { count: status.nobody }) },
          ]}
          value={which}
          onChange={setWhich}
        />
      </header>
      {status?.sends && status.dueSince !== null && <LateNotices since={status.dueSince} />}
      <ErrorNote error={error} />
      {data &&
        (data.rows.length === 0 ? (
          <EmptyState icon={CircleCheck} title={<Trans>Everybody has been notified</Trans>}>
            {status && !status.sends ? (
              <Trans>
                This desk works alone, so nothing leaves by itself: the text to copy is on each parcel’s page. Once the
                desk is connected, whoever could not be reached stands here.
              </Trans>
            ) : (
              <Trans>
                A notice that comes back or finds nobody stands here until somebody deals with it: by another way, with
                a corrected address, in person or with a slip. So does a parcel that nobody collected after the last
                reminder.
              </Trans>
            )}
          </EmptyState>
        ) : (
          <ul className="rows notices-list">
            {data.rows.map((row) => (
              <Task key={row.package.id} row={row} />
            ))}
          </ul>
        ))}
      {data && data.more > 0 && (
        <Note>
          <Plural value={data.more} one="and # more parcel" other="and # more parcels" />
        </Note>
      )}
    </div>
  )
}

function Task({ row: { package: parcel, lines, remindersOver } }: { row: Response<'notices.open'>['rows'][number] }) {
  const now = useNow()
  return (
    <li className="notices-task">
      <UnitBadge unit={parcel.unit?.number ?? null} />
      <div className="stack" data-gap="small">
        <Link to="/packages/$id" params={{ id: parcel.id }} className="row notices-parcel" data-gap="small">
          <span className="short-number">{parcel.shortNumber}</span>
          <Whose parcel={parcel} />
          <CarrierMark carrier={parcel.carrier} markOnly />
          <FlagChips flags={parcel.flags} />
          <Age since={parcel.receivedAt} now={now} />
        </Link>
        {remindersOver !== null && (
          <p className="row notices-over" data-gap="small">
            <Hourglass size={16} aria-hidden />
            <span>
              <Trans>
                The last reminder left <Moment at={remindersOver} />. Nothing more leaves by itself: notify them, keep
                it or send it back.
              </Trans>
            </span>
          </p>
        )}
        <NoticeLines lines={lines} parcel={parcel} sends />
        {remindersOver !== null && <StepWays parcel={parcel} />}
      </div>
      <div className="row notices-settle" data-gap="small">
        <SettleWays parcel={parcel} size="small" />
      </div>
    </li>
  )
}
