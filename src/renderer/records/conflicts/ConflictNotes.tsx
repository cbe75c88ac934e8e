import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { Button, Note } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { Moment } from '../../parcel/words/spoken.tsx'

export type Conflict = Response<'directory.conflicts'>[number]

interface ConflictNoteProps {
  one: Conflict
  /** What was changed, in words. */
  label: ReactNode
  said: (value: Conflict['stands']) => string
  may: boolean
}

/** Two desks wrote the same thing without seeing each other: who won, and the other value, to be taken after all. */
function ConflictNote({ one, label, said, may }: ConflictNoteProps) {
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

interface ConflictNotesProps {
  about: Request<'directory.conflicts'>
  /** What is said of one; nothing where it is told elsewhere. */
  words: (one: Conflict) => Omit<ConflictNoteProps, 'one'> | undefined
}

/** All that two desks wrote without seeing each other, of what is asked about. */
export function ConflictNotes({ about, words }: ConflictNotesProps) {
  const { data } = useRoute('directory.conflicts', about)
  return data?.map((one) => {
    const said = words(one)
    return said && <ConflictNote key={`${one.eventId} ${one.column}`} one={one} {...said} />
  })
}
