import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Response } from '../../../../shared/contract/index.ts'
import { readDate } from '../../../../shared/people/dates.ts'
import { dateIn } from '../../../../shared/time/zone.ts'
import { Panel, TextField } from '../../../../ui/index.ts'
import { useStartFocus } from '../../../../ui/useStartFocus.ts'
import { useAct } from '../../../parcel/acts/useAct.tsx'
import { FormButtons } from '../../../parcel/FormButtons.tsx'
import { useFormats } from '../../../parcel/words/useFormats.ts'
import { useRoute } from '../../../window/data/queries.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { fieldError } from '../../../parcel/words/fieldProblems.ts'
import { LeaverChoice } from './LeaverChoice.tsx'
import { SETTLED, SettleFields } from './SettleFields.tsx'
import { MoveForm } from './MoveForm.tsx'

type Unit = Response<'units.get'>

/** Who leaves a unit, when, and what becomes of all that they have here: one act. */
export function MoveOutScreen() {
  const { id } = useParams({ from: '/units/$id/move-out' })
  const { homeId } = useSearch({ from: '/units/$id/move-out' })
  const { data, error } = useRoute('units.get', { id })
  if (error) return <ErrorNote error={error} />
  return data ? <MoveOut key={id} unit={data} chosen={homeId} /> : null
}

function MoveOut({ unit, chosen }: { unit: Unit; chosen: string | undefined }) {
  const { i18n, t } = useLingui()
  const navigate = useNavigate()
  const { timezone } = useFormats()
  const start = useStartFocus()
  const stays = unit.stays.filter(({ time }) => time !== 'past')
  const [homeIds, setHomeIds] = useState<readonly string[]>(() =>
    chosen === undefined ? stays.filter(({ time }) => time === 'present').map(({ id }) => id) : [chosen],
  )
  const [last, setLast] = useState(() => dateIn(timezone, new Date()))
  const [settle, setSettle] = useState(SETTLED)
  const leaving = homeIds.filter((home) => stays.some(({ id }) => id === home))
  const found = useRoute(
    'moves.consequences',
    { homeIds: [...leaving], last },
    { enabled: leaving.length > 0 && readDate(last) !== null, placeholderData: keepPreviousData },
  ).data
  const back = () => void navigate({ to: '/units/$id', params: { id: unit.id } })
  const move = useAct('moves.out', {
    says: ({ left }) => ({
      unit: unit.name,
      title: <Plural value={left} one="# person moves out" other="# people move out" />,
      detail: stays
        .filter(({ id }) => leaving.includes(id))
        .map(({ name }) => name)
        .join(', '),
    }),
    after: back,
  })
  return (
    <MoveForm
      unit={unit.name}
      title={<Trans>Move out</Trans>}
      error={move.error}
      onLeave={back}
      onSubmit={() => {
        if (!move.isPending && leaving.length > 0) move.mutate({ homeIds: [...leaving], last, settle })
      }}
      buttons={
        <FormButtons size="large" isPending={move.isPending} isDisabled={leaving.length === 0} onCancel={back}>
          {leaving.length === 0 ? (
            <Trans>Move out</Trans>
          ) : (
            <Plural value={leaving.length} one="Move # person out" other="Move # people out" />
          )}
        </FormButtons>
      }
    >
      <Panel>
        <div className="stack">
          <LeaverChoice label={<Trans>Who leaves</Trans>} stays={stays} chosen={leaving} onChange={setHomeIds} />
          <div className="move-day">
            <TextField
              inputRef={start}
              label={t`Last day`}
              help={<Trans>year-month-day</Trans>}
              value={last}
              onChange={setLast}
              error={fieldError(move.error, 'last', i18n)}
            />
          </div>
        </div>
      </Panel>
      {leaving.length > 0 && found && (
        <Panel title={<Trans>What hangs on it</Trans>}>
          <SettleFields
            found={found}
            settle={settle}
            onChange={(part) => setSettle((before) => ({ ...before, ...part }))}
            error={move.error}
          />
        </Panel>
      )}
    </MoveForm>
  )
}
