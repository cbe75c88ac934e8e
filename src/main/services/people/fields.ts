import { DeskError } from '../../../shared/contract/errors.ts'
import { cleanBody, cleanLine, isBlank, stripMisleading } from '../../../shared/messaging/clean.ts'
import { readDate } from '../../../shared/people/dates.ts'
import type { FieldProblem } from '../../../shared/people/fields.ts'

/** Reads what was typed into the fields of a form, and refuses all of it with what is wrong at each field. */
export function createFields() {
  const problems: Record<string, FieldProblem> = {}
  const refuse = (field: string, problem: FieldProblem): void => {
    problems[field] ??= problem
  }
  const fitting = (field: string, text: string, most: number): string => {
    if ([...text].length > most) refuse(field, 'too_long')
    return text
  }
  return {
    refuse,
    /** A name: one line, nothing in it that cannot be seen or that turns the text around it. */
    name(field: string, typed: string, most: number, isNeeded = true): string {
      const name = stripMisleading(cleanLine(typed)).trim()
      if (isNeeded && isBlank(name)) refuse(field, 'missing')
      return fitting(field, name, most)
    },
    /** Several lines, or none. */
    note: (field: string, typed: string, most: number): string => fitting(field, cleanBody(typed), most),
    /** A day that has to be there; what is answered beside a problem is never used. */
    day(field: string, typed: string): string {
      if (typed.trim() === '') refuse(field, 'missing')
      const day = readDate(typed)
      if (day === null) refuse(field, 'no_such_date')
      return day ?? ''
    },
    dayOrNone(field: string, typed: string): string | null {
      if (typed.trim() === '') return null
      const day = readDate(typed)
      if (day === null) refuse(field, 'no_such_date')
      return day
    },
    /** Throws what was found, by field. */
    done(): void {
      if (Object.keys(problems).length > 0) throw new DeskError('FIELDS_REFUSED', problems)
    },
  }
}

export type Fields = ReturnType<typeof createFields>
