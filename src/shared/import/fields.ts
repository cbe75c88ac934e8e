/** What a column of a file can tell of a person and their home. */
export const IMPORT_FIELDS = [
  'unit',
  'tower',
  'floor',
  'fullName',
  'givenName',
  'middleName',
  'familyName',
  'email',
  'mobilePhone',
  'homePhone',
  'workPhone',
  'phone',
  'language',
  'kind',
  'from',
  'to',
  'status',
  'emergencyContact',
  'notes',
  'sourceId',
  'plate',
  'parking',
  'fob',
  'key',
  'pet',
  'storage',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** Fields of a row, not of one of its persons. */
export const ROW_FIELDS: ReadonlySet<ImportField> = new Set(['unit', 'tower', 'floor', 'from', 'to', 'status'])

/** The systems whose headings are known. */
export const SOURCES = ['appfolio', 'buildium', 'resman', 'vantaca', 'yardi', 'own'] as const
export type Source = (typeof SOURCES)[number]

/** The most persons that one row may hold. */
export const ROW_PERSONS = 4

/** What a column tells, and of which person of its row; null: it is left aside. */
export type ColumnUse = { readonly field: ImportField; readonly person: number } | null

/** How the days of a column are written. */
export const DATE_FORMATS = ['ymd', 'dmy', 'mdy'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

/** How a name in one cell is written where no comma tells it. */
export const NAME_ORDERS = ['given_first', 'family_first'] as const
export type NameOrder = (typeof NAME_ORDERS)[number]

/** Why a cell is left aside: what it says is not known for sure. */
export const CELL_PROBLEMS = [
  'scientific',
  'lost_zero',
  'became_date',
  'spreadsheet_error',
  'formula',
  'decimal',
  'no_such_date',
  'date_number',
  'no_email',
  'no_language',
  'no_kind',
  'too_long',
  'no_floor',
] as const
/** Why nobody of a row can be taken. */
export const ROW_PROBLEMS = [
  'no_name',
  'no_unit',
  'no_such_unit',
  'unit_in_towers',
  'unit_not_sure',
  'ends_before',
  'overlaps',
  'moved_out',
  /** They sign, answer or act for somebody who lives here. */
  'stands_for',
  'too_many_persons',
] as const
/** Why a person has to say who it is. */
export const DOUBTS = ['several', 'elsewhere', 'other_name'] as const

export type CellProblem = (typeof CELL_PROBLEMS)[number]
export type RowProblem = (typeof ROW_PROBLEMS)[number]
export type Doubt = (typeof DOUBTS)[number]

/** What the preview says of a person of the file. */
export const LINE_STATES = ['new', 'changed', 'same', 'doubtful', 'refused'] as const
export type LineState = (typeof LINE_STATES)[number]
