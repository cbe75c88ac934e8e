import { Trans, useLingui } from '@lingui/react/macro'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { Button, Note } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { Moment } from '../../parcel/words/spoken.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { columnWords, valueWords } from './columnWords.ts'

type Conflict = Response<'directory.conflicts'>[number]

/** Where two desks wrote the same thing without seeing each other: who won, and the other value, to be taken after all. */
export function Conflicts({ about }: { about: Request<'directory.conflicts'> }) {
  const { data } = useRoute('directory.conflicts', about)
  return (
    <>
      {data?.map((one) => (
        <ConflictNote key={`${one.eventId} ${one.column}`} one={one} />
      ))}
    </>
  )
}

function ConflictNote({ one }: { one: Conflict }) {
  const { i18n, t } = useLingui()
  const formats = useFormats()
  const may = useMay('directory.care')
  const which = { rowId: one.rowId, eventId: one.eventId, column: one.column }
  const take = useAct('directory.takeOther', { says: () => ({ title: <Trans>The other value stands now</Trans> }) })
  const keep = useSend('directory.keep')
  const words = columnWords(one.column)
  if (!words) return null
  const said = (value: Conflict['stands']) => valueWords(one, value, i18n, formats) || t`nothing`
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
      <strong>{i18n._(words)}</strong>{' '}
      <Trans>
        was changed at two desks at once. “{said(one.stands)}” by {one.winner.actor} ({one.winner.desk},{' '}
        <Moment at={one.winner.at} />) stands; {one.loser.actor} ({one.loser.desk}, <Moment at={one.loser.at} />) had
        written “{said(one.other)}”.
      </Trans>
      <ErrorNote error={take.error ?? keep.error} />
    </Note>
  )
}
