import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Note } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useSend } from '../../window/data/queries.ts'
import { useAct } from '../acts/useAct.tsx'
import { Moment } from '../words/spoken.tsx'

export type Conflict = Response<'directory.conflicts'>[number]

interface ConflictNoteProps {
  one: Conflict
  /** What was changed, in words. */
  label: ReactNode
  said: (value: Conflict['stands']) => string
  may: boolean
}

/** Two desks wrote the same thing without seeing each other: who won, and the other value, to be taken after all. */
export function ConflictNote({ one, label, said, may }: ConflictNoteProps) {
  const which = { rowId: one.rowId, eventId: one.eventId, column: one.column }
  const take = useAct('directory.takeOther', { says: () => ({ title: <Trans>The other value stands now</Trans> }) })
  const keep = useSend('directory.keep')
  return (
    <Note
      tone="attention"
      actions={
        may && (
          <>
            <Button size="small" isPending={take.isPending} onPress={() => take.mutate(which)}>
              <Trans>Take “{said(one.other)}”</Trans>
            </Button>
            <Button size="small" variant="plain" isPending={keep.isPending} onPress={() => keep.mutate(which)}>
              <Trans>Leave it</Trans>
            </Button>
          </>
        )
      }
    >
      <strong>{label}</strong>{' '}
      <Trans>
        was changed at two desks at once. “{said(one.stands)}” by {one.winner.actor} ({one.winner.desk},{' '}
        <Moment at={one.winner.at} />) stands; {one.loser.actor} ({one.loser.desk}, <Moment at={one.loser.at} />) had
        written “{said(one.other)}”.
      </Trans>
      <ErrorNote error={take.error ?? keep.error} />
    </Note>
  )
}
