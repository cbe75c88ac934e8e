import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { UserRoundPlus, UserRoundSearch } from 'lucide-react'
import type { Response } from '../../../../shared/contract/index.ts'
import { dayAfter, readDate } from '../../../../shared/people/dates.ts'
import { dateIn } from '../../../../shared/time/zone.ts'
import { Button, Panel, TextField } from '../../../../ui/index.ts'
import { AddresseeSearch } from '../../../parcel/addressee/AddresseeSearch.tsx'
import { useAct } from '../../../parcel/acts/useAct.tsx'
import { FormButtons } from '../../../parcel/FormButtons.tsx'
import { useFormats } from '../../../parcel/words/useFormats.ts'
import { useRoute } from '../../../window/data/queries.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { fieldError } from '../../../parcel/words/fieldProblems.ts'
import { ArrivalFields } from './ArrivalFields.tsx'
import { knownPerson, newcomer, type Arrival } from './arrivals.ts'
import { LeaverChoice } from './LeaverChoice.tsx'
import { SETTLED, SettleFields } from './SettleFields.tsx'
import { MoveForm } from './MoveForm.tsx'

type Unit = Response<'units.get'>

/** Who moves into a unit, from when, and who leaves for them: one act. */
export function MoveInScreen() {
  const { id } = useParams({ from: '/units/$id/move-in' })
  const { data, error } = useRoute('units.get', { id })
  if (error) return <ErrorNote error={error} />
  return data ? <MoveIn key={id} unit={data} /> : null
}

function MoveIn({ unit }: { unit: Unit }) {
  const { i18n, t } = useLingui()
  const navigate = useNavigate()
  const { timezone } = useFormats()
  const language = i18n.locale.startsWith('fr') ? 'fr' : 'en'
  const [from, setFrom] = useState(() => dateIn(timezone, new Date()))
  const [people, setPeople] = useState<readonly Arrival[]>(() => [newcomer(language)])
  const [searching, setSearching] = useState(false)
  const [leaving, setLeaving] = useState<readonly string[]>([])
  const [settle, setSettle] = useState(SETTLED)
  const stays = unit.stays.filter(({ time }) => time !== 'past')
  const day = readDate(from)
  const found = useRoute(
    'moves.consequences',
    { homeIds: [...leaving], last: day === null ? '' : dayAfter(day, -1) },
    { enabled: leaving.length > 0 && day !== null, placeholderData: keepPreviousData },
  ).data
  const back = () => void navigate({ to: '/units/$id', params: { id: unit.id } })
  const move = useAct('moves.in', {
    says: ({ moved }) => ({
      unit: unit.name,
      title: <Plural value={moved} one="# person moves in" other="# people move in" />,
    }),
    after: back,
  })
  const change = (at: number, part: Partial<Arrival>) =>
    setPeople((before) => before.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <MoveForm
      unit={unit.name}
      title={<Trans>Move in</Trans>}
      error={move.error}
      onLeave={back}
      onSubmit={() => {
        if (!move.isPending && people.length > 0)
          move.mutate({
            unitId: unit.id,
            from,
            people: [...people],
            leaving: leaving.length === 0 ? null : { homeIds: [...leaving], settle },
          })
      }}
      buttons={
        <FormButtons size="large" isPending={move.isPending} onCancel={back}>
          <Plural value={people.length} one="Move # person in" other="Move # people in" />
        </FormButtons>
      }
    >
      <Panel
        title={<Trans>Who moves in</Trans>}
        actions={
          <>
            <Button icon={UserRoundPlus} onPress={() => setPeople((before) => [...before, newcomer(language)])}>
              <Trans>New person</Trans>
            </Button>
            <Button icon={UserRoundSearch} onPress={() => setSearching(true)}>
              <Trans>Somebody known</Trans>
            </Button>
          </>
        }
      >
        {searching && (
          <AddresseeSearch
            startHere
            brings="home"
            label={t`Name of somebody in the directory`}
            verb={<Trans>adds</Trans>}
            onEscape={() => setSearching(false)}
            onChoose={({ residentId, ...hit }) => {
              if (residentId === null) return
              const isEmpty = ({ isNew, givenName, familyName }: Arrival) => isNew && givenName + familyName === ''
              setPeople((before) => [...before.filter((one) => !isEmpty(one)), knownPerson({ residentId, ...hit })])
              setSearching(false)
            }}
          />
        )}
        {people.map((one, at) => (
          <ArrivalFields
            key={one.homeId}
            one={one}
            at={at}
            error={move.error}
            onChange={(part) => change(at, part)}
            onRemove={
              people.length > 1 ? () => setPeople((before) => before.filter((other) => other !== one)) : undefined
            }
          />
        ))}
        <div className="move-day">
          <TextField
            label={t`First day`}
            help={<Trans>year-month-day</Trans>}
            value={from}
            onChange={setFrom}
            error={fieldError(move.error, 'from', i18n)}
          />
        </div>
      </Panel>
      {stays.length > 0 && (
        <Panel title={<Trans>They live there already</Trans>}>
          <div className="stack">
            <LeaverChoice
              label={<Trans>Who leaves the day before</Trans>}
              stays={stays}
              chosen={leaving}
              onChange={setLeaving}
            />
            {leaving.length > 0 && found && (
              <SettleFields
                found={found}
                settle={settle}
                onChange={(part) => setSettle((before) => ({ ...before, ...part }))}
                error={move.error}
              />
            )}
          </div>
        </Panel>
      )}
    </MoveForm>
  )
}
