import { useState } from 'react'
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
  const { data, error } = useRoute('audit.desks', {})
  return (
    <Panel title={<Trans>The desks in the project</Trans>}>
      {unclaimed && <Unclaimed />}
      {data?.missing != null && <Missing reason={data.missing} />}
      <ul className="rows audit-rows">
        {data?.desks.map((desk) => (
          <DeskRow key={desk.id} desk={desk} />
        ))}
      </ul>
      <ErrorNote error={error} />
    </Panel>
  )
}

/** The project takes no entries from here; whoever may, takes the desk to this computer, knowing what that ends. */
function Unclaimed() {
  const mayClaim = useMay('desk.connect')
  const [asking, setAsking] = useState(false)
  const claim = useSend('audit.claim', { onSuccess: () => setAsking(false) })
  const ask = (
    <Button icon={KeyRound} onPress={() => setAsking(true)}>
      <Trans>Go on as this desk on this computer…</Trans>
    </Button>
  )
  const choices = (
    <>
      <Button icon={KeyRound} isPending={claim.isPending} onPress={() => claim.mutate({})}>
        <Trans>Take the desk to this computer</Trans>
      </Button>
      <Button
        variant="plain"
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the question was just asked for
        autoFocus
        onPress={() => setAsking(false)}
      >
        <Trans>Leave it as it is</Trans>
      </Button>
    </>
  )
  return (
    <>
      <Note tone="attention" actions={mayClaim && (asking ? choices : ask)}>
        {asking ? (
          <Trans>
            From then on the project takes no more entries from the other computer of this desk: what that one has not
            sent stays with it. Do this only where the other one is no longer used as this desk.
          </Trans>
        ) : (
          <>
            <Trans>
              The project takes no entries from this computer: another one spoke for this desk before, or none was
              allowed to. They wait here.
            </Trans>{' '}
            {!mayClaim && <Trans>A manager or an administrator who signs in here can allow it.</Trans>}
          </>
        )}
      </Note>
      <ErrorNote error={claim.error} />
    </>
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
                <Trans>allowed by</Trans> <bdi translate="no">{computer.by}</bdi>
              </>
            )}
            {computers.length > 1 && (
              <>
                {' · '}
                <Plural value={computers.length - 1} one="# earlier computer" other="# earlier computers" />
              </>
            )}
          </>
        )}
      </span>
    </li>
  )
}
