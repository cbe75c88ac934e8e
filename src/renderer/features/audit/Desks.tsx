import { Plural, Trans } from '@lingui/react/macro'
import { KeyRound } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Note, Panel } from '../../../ui/index.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useMay } from '../../window/data/useMay.ts'
import { Missing } from './Missing.tsx'

type Desk = Response<'audit.desks'>['desks'][number]

/** What the project keeps of each desk's log, and which computers speak for the desks. */
export function Desks({ unclaimed }: { unclaimed: boolean }) {
  const mayClaim = useMay('desk.connect')
  const { data, error } = useRoute('audit.desks', {})
  const claim = useSend('audit.claim')
  return (
    <Panel title={<Trans>The desks in the project</Trans>}>
      {unclaimed && (
        <Note
          tone="attention"
          actions={
            mayClaim && (
              <Button icon={KeyRound} isPending={claim.isPending} onPress={() => claim.mutate({})}>
                <Trans>Go on as this desk on this computer</Trans>
              </Button>
            )
          }
        >
          <Trans>
            The project takes no entries from this computer: another one spoke for this desk before, or none was let.
            They wait here.
          </Trans>{' '}
          {!mayClaim && <Trans>A manager or an administrator who signs in here can let it.</Trans>}
        </Note>
      )}
      {data?.missing != null && <Missing reason={data.missing} />}
      <ul className="rows audit-rows">
        {data?.desks.map((desk) => (
          <DeskRow key={desk.id} desk={desk} />
        ))}
      </ul>
      <ErrorNote error={error ?? claim.error} />
    </Panel>
  )
}

function DeskRow({ desk: { letter, name, isThis, entries, at, computers, agrees } }: { desk: Desk }) {
  const [computer] = computers
  return (
    <li className="row-item audit-desk">
      <span className="row-title">
        <span translate="no">
          {letter} · <bdi>{name}</bdi>
        </span>
        {isThis && (
          <>
            {' · '}
            <Trans>this desk</Trans>
          </>
        )}
      </span>
      <span>
        {at === null ? (
          <Trans>No entry yet</Trans>
        ) : (
          <>
            <Plural value={entries} one="# entry" other="# entries" />
            {' · '}
            <Trans>
              the last one: <Moment at={at} />
            </Trans>
          </>
        )}
        {agrees === false && (
          <strong className="error-ink">
            {' · '}
            <Trans>The last entry there does not stand here.</Trans>
          </strong>
        )}
      </span>
      <span className="muted">
        {computer && (
          <>
            <Trans>Computer since</Trans> <Moment at={computer.since} />
            {computer.by !== null && (
              <>
                {' · '}
                <Trans>let by</Trans> <bdi translate="no">{computer.by}</bdi>
              </>
            )}
            {computers.length > 1 && (
              <>
                {' · '}
                <Plural value={computers.length - 1} one="# before it" other="# before it" />
              </>
            )}
          </>
        )}
      </span>
    </li>
  )
}
