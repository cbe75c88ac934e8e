import type { Response } from '../../../shared/contract/index.ts'
import type { Store } from '../../store/open.ts'
import { hangingOn, leavingOf, type Leaving } from '../moves/consequences.ts'

type Reader = Pick<Store, 'prepare'>

/** The homes that end with an import, by unit: those of one unit are one move. */
export function goneHomes(reader: Reader, homeIds: readonly string[], today: string): Leaving[][] {
  const byUnit = new Map<string, Leaving[]>()
  for (const id of new Set(homeIds))
    for (const home of leavingOf(reader, [id], today)) {
      const others = byUnit.get(home.unitId)
      if (others) others.push(home)
      else byUnit.set(home.unitId, [home])
    }
  return [...byUnit.values()]
}

/** How much hangs on somebody who would leave today. */
export function goneHanging(
  reader: Reader,
  homeId: string,
  today: string,
): Response<'import.gone'>['rows'][number]['hanging'] {
  const [home] = leavingOf(reader, [homeId], today)
  const { elsewhere, parcels, authorisations, absences, conversations, lent } = hangingOn(reader, home!, today)
  const goesOn = elsewhere.length > 0
  return {
    parcels: parcels.length,
    conversations: conversations.length,
    authorisations: goesOn ? 0 : authorisations.length,
    absences: goesOn ? 0 : absences.length,
    lent: goesOn ? 0 : lent.length,
  }
}
