/** How the letters of a text file may be written. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const
/** What may stand between the cells of a text file. */
export const SEPARATORS = [',', ';', '\t', '|'] as const
/** Why nothing of a file can be taken. */
export const FILE_FAULTS = [
  'empty',
  'too_big',
  'too_many_rows',
  'too_many_columns',
  'not_a_table',
  'zip',
  'old_excel',
  'locked_excel',
  'damaged_excel',
  'no_such_sheet',
  'one_column',
  'no_heading',
  'nul_bytes',
  'quote_not_closed',
] as const

export type Encoding = (typeof ENCODINGS)[number]
export type Separator = (typeof SEPARATORS)[number]
export type FileFault = (typeof FILE_FAULTS)[number]

/** The largest file that is read: fifty times what a building of 2 000 units needs. */
export const FILE_BYTES = 32 * 1024 * 1024
/** The most rows and columns that a file may have. */
export const FILE_ROWS = 20_000
export const FILE_COLUMNS = 250
