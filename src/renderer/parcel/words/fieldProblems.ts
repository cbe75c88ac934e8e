import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { FIELD_PROBLEMS, type FieldProblem } from '../../../shared/people/fields.ts'
import { RequestFailure } from '../../window/data/bridge.ts'

const FIELD_WORDS: Readonly<Record<FieldProblem, MessageDescriptor>> = {
  missing: msg`Fill this in.`,
  too_long: msg`This is too long. Shorten it.`,
  no_such_date: msg`There is no such day. Write year, month and day: 2026-12-01.`,
  ends_before: msg`This is before the first day. Choose the same day or a later one.`,
  is_past: msg`This day is over. Choose today or a later day.`,
  is_future: msg`This day has not come yet. Choose today or an earlier day.`,
  lives_there: msg`They already have this unit on some of these days. Change that home instead.`,
  no_such_unit: msg`There is no unit of this number.`,
  which_tower: msg`More than one tower has this number. Write the tower before it: T2-1204.`,
  unit_taken: msg`This number is there already.`,
  no_floor: msg`Write the floor as a number, for example 12 or -1.`,
  no_share: msg`Write it as 1.25 % or 12/1000.`,
  no_email: msg`This is no email address: name@example.com.`,
  name_taken: msg`Somebody of this name works here already. Add what tells them apart.`,
  shelf_taken: msg`This shelf is there already.`,
  no_count: msg`A whole number from 1 to 999, or nothing.`,
  no_shelf_code: msg`Letters and digits only, at most 10, so that a barcode can hold it: E1, COLD.`,
  lent_already: msg`Somebody has this fob. Note its return on their page first: Ctrl+K finds it by its number.`,
  no_such_zone: msg`There is no such time zone. Write its name or its city: America/Toronto, Halifax.`,
  no_such_country: msg`Choose a country of the list.`,
  out_of_bounds: msg`Write a whole number within these bounds.`,
  no_hours: msg`Write two times of day that differ, such as 21:30-7:00.`,
  no_days: msg`Write numbers of days, separated by commas: 3, 7.`,
  no_hour_counts: msg`Write numbers of hours, separated by commas: 2, 5.`,
  no_time: msg`Write a time of day, such as 10:00.`,
  choose_one: msg`Choose at least one.`,
  bad_text: msg`Correct what is said of this text.`,
  no_letter: msg`One or two letters, A to Z.`,
  letter_taken: msg`Another desk already has this letter. Choose another one.`,
  overlaps: msg`They are already away on some of these days. Change that absence instead.`,
}

const isProblem = (given: unknown): given is FieldProblem => (FIELD_PROBLEMS as readonly unknown[]).includes(given)

/** What is wrong with a field, by the refusal of what was sent. */
export function fieldError(error: unknown, field: string, i18n: I18n): string | undefined {
  if (!(error instanceof RequestFailure) || error.code !== 'FIELDS_REFUSED') return undefined
  const problem = error.data?.[field]
  return isProblem(problem) ? i18n._(FIELD_WORDS[problem]) : undefined
}
