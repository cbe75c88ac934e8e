/** Why a field of the directory cannot be taken as it was typed. */
export const FIELD_PROBLEMS = [
  'missing',
  'too_long',
  'no_such_date',
  'ends_before',
  'is_past',
  'overlaps',
  'lives_there',
  'no_such_unit',
  'which_tower',
  'unit_taken',
  'no_floor',
  'no_share',
  'no_email',
  'name_taken',
  'shelf_taken',
  'no_shelf_code',
  'lent_already',
  'no_such_zone',
  'no_letter',
] as const
export type FieldProblem = (typeof FIELD_PROBLEMS)[number]
