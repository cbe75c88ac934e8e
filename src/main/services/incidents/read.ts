import type { IncidentContents } from '../../../shared/contract/incidents.ts'
import { textLimit } from '../../../shared/sync/limits.ts'
import { createFields } from '../people/fields.ts'

const COUNT = /^\d{1,7}$/

/** What was typed as the columns of an entry; refused where something is missing that the regulation asks for. */
export function readContents(typed: IncidentContents, today: string) {
  const fields = createFields()
  const most = (column: string) => textLimit('incidents', column)!
  const texts = {
    information: fields.note('information', typed.information, most('information')),
    information_unknown: fields.note('informationUnknown', typed.informationUnknown, most('information_unknown')),
    circumstances: fields.note('circumstances', typed.circumstances, most('circumstances')),
    happened: fields.name('happened', typed.happened, most('happened')),
    risk_for: fields.note('riskFor', typed.riskFor, most('risk_for')),
    risk_against: fields.note('riskAgainst', typed.riskAgainst, most('risk_against')),
    notices_why: fields.note('noticesWhy', typed.noticesWhy, most('notices_why')),
    measures: fields.note('measures', typed.measures, most('measures')),
  }
  const days = {
    known_on: fields.day('knownOn', typed.knownOn),
    commission_on: fields.dayOrNone('commissionOn', typed.commissionOn),
    persons_on: fields.dayOrNone('personsOn', typed.personsOn),
  }
  const need = (field: keyof IncidentContents, isThere: boolean): void => {
    if (!isThere) fields.refuse(field, 'missing')
  }
  need('information', texts.information !== '' || texts.information_unknown !== '')
  need('circumstances', texts.circumstances !== '')
  need('riskFor', texts.risk_for !== '' || texts.risk_against !== '')
  need('measures', texts.measures !== '')
  need('persons', typed.persons.trim() !== '')
  const persons = typed.persons.replaceAll(/\s/gu, '')
  if (!COUNT.test(persons)) fields.refuse('persons', 'out_of_bounds')
  for (const [field, day] of [
    ['knownOn', days.known_on],
    ['commissionOn', days.commission_on],
    ['personsOn', days.persons_on],
  ] as const)
    if (day !== null && day > today) fields.refuse(field, 'is_future')
  // Where the risk is serious, the commission and the persons are told, or the register says why not.
  if (typed.isSerious)
    need('noticesWhy', (days.commission_on !== null && days.persons_on !== null) || texts.notices_why !== '')
  fields.done()
  return {
    ...texts,
    ...days,
    persons: Number(persons),
    persons_estimated: typed.isEstimated ? 1 : 0,
    is_serious: typed.isSerious ? 1 : 0,
  }
}
