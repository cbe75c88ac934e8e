import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { dayAfter } from '../../../shared/people/dates.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { createFields, type Fields } from '../people/fields.ts'
import { livesThere } from '../people/persons.ts'
import { createWrite } from '../people/record.ts'
import { hangingOn, leavingOf, stayingIn, unnamedIn, type Leaving } from './consequences.ts'
import { endHomes } from './settle.ts'

const NAME_MOST = 200

/** A day that is the last of homes: none of them begins after it. */
function checkLast(fields: Fields, homes: readonly Leaving[], last: string, field: string): void {
  if (last !== '' && homes.some(({ from }) => from !== null && from > last)) fields.refuse(field, 'ends_before')
}
function checkSettle(fields: Fields, { parcels, reason }: Parsed<'moves.out'>['settle']): void {
  if (parcels !== 'stay' && reason.trim() === '') fields.refuse('reason', 'missing')
}

/** Moving in and moving out: each one act, with everything that hangs on it. */
export function createMoves(deps: ServiceDeps) {
  const { store, place } = deps
  const write = createWrite(deps)

  return {
    consequences({ homeIds, last: typed }: Parsed<'moves.consequences'>): Response<'moves.consequences'> {
      const today = todayAt(deps)
      const fields = createFields()
      const last = fields.day('last', typed)
      fields.done()
      const homes = leavingOf(store, homeIds, today)
      const isNow = last <= today
      const unitId = homes[0]!.unitId
      const staying = stayingIn(
        store,
        unitId,
        homes.flatMap(({ rows }) => rows),
        dayAfter(last, 1),
      )
      return {
        isNow,
        people: homes.map((home) => {
          const hanging = hangingOn(store, home, last)
          const goesOn = hanging.elsewhere.length > 0
          return {
            homeId: home.id,
            residentId: home.residentId,
            name: home.name,
            elsewhere: hanging.elsewhere,
            authorisations: goesOn ? [] : hanging.authorisations.map(({ name }) => name),
            absences: goesOn
              ? []
              : hanging.absences.map(({ kind, from_date: from, to_date: to }) => ({ kind, from, to })),
            lent: goesOn ? [] : hanging.lent.map(({ kind, name }) => ({ kind, name })),
            parcels: isNow ? hanging.parcels : [],
            conversations: isNow ? hanging.conversations : [],
          }
        }),
        unnamed: isNow && staying.length === 0 ? unnamedIn(store, unitId) : [],
        staying,
      }
    },

    moveOut(actor: Actor, { homeIds, last: typed, settle }: Parsed<'moves.out'>): Response<'moves.out'> {
      const today = todayAt(deps)
      const homes = leavingOf(store, homeIds, today)
      const fields = createFields()
      const last = fields.day('last', typed)
      checkLast(fields, homes, last, 'last')
      checkSettle(fields, settle)
      fields.done()
      let left = 0
      const done = write(actor, 'moves.out', (record, tx) => {
        left = endHomes(tx, record, { actor, place }, { homes, last, today, settle })
      })
      return { ...done, left }
    },

    moveIn(actor: Actor, { unitId, from: typed, people, leaving }: Parsed<'moves.in'>): Response<'moves.in'> {
      const today = todayAt(deps)
      const fields = createFields()
      const from = fields.day('from', typed)
      const facts = people.map((one, at) => ({
        ...one,
        givenName: one.isNew ? fields.name(`givenName ${at}`, one.givenName, NAME_MOST, false) : '',
        familyName: one.isNew ? fields.name(`familyName ${at}`, one.familyName, NAME_MOST) : '',
      }))
      facts.forEach(({ residentId, homeId }, at) => {
        const isTwice = facts.findIndex((one) => one.residentId === residentId) !== at
        if (isTwice || livesThere(store, { id: homeId, residentId, unitId, from, to: null }))
          fields.refuse(`person ${at}`, 'lives_there')
      })
      const homes = leaving ? leavingOf(store, leaving.homeIds, today) : []
      if (homes.some((home) => home.unitId !== unitId)) throw new DeskError('BAD_REQUEST')
      const last = from === '' ? '' : dayAfter(from, -1)
      checkLast(fields, homes, last, 'from')
      if (leaving) checkSettle(fields, leaving.settle)
      fields.done()
      let left = 0
      const done = write(actor, 'moves.in', (record, tx) => {
        record.standing('units', unitId)
        // Before anybody comes: what waits for the unit without a name is never the new people's.
        if (leaving) left = endHomes(tx, record, { actor, place }, { homes, last, today, settle: leaving.settle })
        for (const one of facts) {
          if (one.isNew)
            record.add('residents', {
              id: one.residentId,
              given_name: one.givenName,
              family_name: one.familyName,
              language: one.language,
              confirmed_on: today,
            })
          else record.standing('residents', one.residentId)
          record.add('occupancies', {
            id: one.homeId,
            resident_id: one.residentId,
            unit_id: unitId,
            kind: one.kind,
            from_date: from,
            receives_packages: one.receives ? 1 : 0,
          })
        }
      })
      return { ...done, moved: facts.length, left }
    },
  }
}
