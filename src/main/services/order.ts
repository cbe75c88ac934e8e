import { nameOrder, textOrder, unitOrder } from '../../shared/text/order.ts'
import type { Place } from './deps.ts'

interface Recorded {
  family_name: string
  given_name: string
}

/** How lists of names and numbers stand in a building: names by its first language, units as people count. */
export function ordersOf({ building }: Pick<Place, 'building'>) {
  const [language = 'fr'] = building.languages
  const byName = nameOrder(language)
  return {
    texts: textOrder(language),
    units: unitOrder(),
    people: (a: Recorded, b: Recorded): number =>
      byName({ family: a.family_name, given: a.given_name }, { family: b.family_name, given: b.given_name }),
  }
}
