import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Encoding, FileFault, Separator } from '../../../shared/import/file.ts'
import type {
  CellProblem,
  DateFormat,
  Doubt,
  ImportField,
  LineState,
  NameOrder,
  RowProblem,
  Source,
} from '../../../shared/import/fields.ts'

type Words<K extends string> = Readonly<Record<K, MessageDescriptor>>

export const FIELD_WORDS: Words<ImportField> = {
  unit: msg`Unit`,
  tower: msg`Tower`,
  floor: msg`Floor`,
  fullName: msg`Whole name`,
  givenName: msg`First name`,
  middleName: msg`Middle name`,
  familyName: msg`Family name`,
  email: msg`Email`,
  mobilePhone: msg`Mobile phone`,
  homePhone: msg`Home phone`,
  workPhone: msg`Work phone`,
  phone: msg`Phone`,
  language: msg`Language`,
  kind: msg`Owner or tenant`,
  from: msg`Moved in`,
  to: msg`Moves out`,
  status: msg`Present or former`,
  emergencyContact: msg`Emergency contact`,
  notes: msg`Notes`,
  sourceId: msg`Number in the other system`,
  plate: msg`Plate`,
  parking: msg`Parking space`,
  fob: msg`Number on the fob`,
  key: msg`Number or name of the key`,
  pet: msg`Pet`,
  storage: msg`Number of the storage`,
}

export const ENCODING_WORDS: Words<Encoding> = {
  'utf-8': msg`Unicode (UTF-8)`,
  'utf-16le': msg`Unicode (UTF-16)`,
  'utf-16be': msg`Unicode (UTF-16, reversed)`,
  'windows-1252': msg`Windows (1252)`,
  macintosh: msg`Macintosh`,
}

export const SEPARATOR_WORDS: Words<Separator> = {
  ',': msg`Comma (,)`,
  ';': msg`Semicolon (;)`,
  '\t': msg`Tab`,
  '|': msg`Bar (|)`,
}

export const DATE_WORDS: Words<DateFormat> = {
  ymd: msg`Year, month, day`,
  dmy: msg`Day, month, year`,
  mdy: msg`Month, day, year`,
}

export const ORDER_WORDS: Words<NameOrder> = {
  given_first: msg`First name, then family name`,
  family_first: msg`Family name, then first name`,
}

export const SOURCE_WORDS: Words<Source> = {
  appfolio: msg`AppFolio`,
  buildium: msg`Buildium`,
  resman: msg`ResMan`,
  vantaca: msg`Vantaca`,
  yardi: msg`Yardi`,
  own: msg`Lofts Desk`,
}

export const STATE_WORDS: Words<LineState> = {
  new: msg({ message: 'New', context: 'people of a file' }),
  changed: msg({ message: 'Changed', context: 'people of a file' }),
  same: msg({ message: 'The same', context: 'people of a file' }),
  doubtful: msg({ message: 'To decide', context: 'people of a file' }),
  refused: msg({ message: 'Left out', context: 'people of a file' }),
}

export const CHANGE_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  belonging: msg`Vehicle, fob or pet`,
  name: msg`Name`,
  email: msg`Email`,
  phone: msg`Phone`,
  language: msg`Language`,
  emergencyContact: msg`Emergency contact`,
  notes: msg`Notes`,
  sourceId: msg`Number in the other system`,
  unit: msg`Unit`,
  kind: msg`Owner or tenant`,
  from: msg`Moved in`,
  to: msg`Moves out`,
}

export const DOUBT_WORDS: Words<Doubt> = {
  several: msg`Several people here have this name.`,
  elsewhere: msg`Somebody of this name, with the same email or telephone, lives in another unit.`,
  other_name: msg`Somebody here is reached in the same way, under another name.`,
}

/** Why a cell or a row is left out. */
export const PROBLEM_WORDS: Words<CellProblem | RowProblem> = {
  scientific: msg`a spreadsheet has shortened this number`,
  lost_zero: msg`a spreadsheet has probably dropped the zero at the beginning`,
  became_date: msg`a spreadsheet has turned this unit into a date`,
  spreadsheet_error: msg`an error of a spreadsheet`,
  formula: msg`a formula`,
  decimal: msg`a spreadsheet has turned this unit into a number with decimals`,
  no_such_date: msg`no day in this form`,
  date_number: msg`a spreadsheet has turned this day into a number`,
  no_email: msg`no email address`,
  no_language: msg`neither French nor English`,
  no_kind: msg`neither owner, tenant nor occupant`,
  too_long: msg`too long`,
  no_floor: msg`no number of a floor`,
  no_name: msg`the name is missing`,
  no_unit: msg`the unit is missing`,
  no_such_unit: msg`this unit is not in the building`,
  unit_in_towers: msg`several towers have this unit: add a column for the tower`,
  unit_not_sure: msg`several units are written like this`,
  ends_before: msg`moves out before moving in`,
  overlaps: msg`the same person is here twice in these days`,
  moved_out: msg`has left, and is not in the directory`,
  stands_for: msg`signs, answers or stands in for somebody, and does not live here`,
  too_many_persons: msg`too many people in one row`,
}

/** Why nothing of a file can be taken, and the way out. */
export const FAULT_WORDS: Words<FileFault> = {
  empty: msg`The file is empty. Export it again.`,
  too_big: msg`The file is too large: at most 32 MB are read. Leave out columns or pictures and export it again.`,
  too_many_rows: msg`The file has more than 20,000 rows. Export it in parts.`,
  too_many_columns: msg`The file has more than 250 columns. Choose another separator, or leave columns out.`,
  not_a_table: msg`This is not a table but another kind of file. Export it as CSV or as an Excel workbook (.xlsx).`,
  zip: msg`This is a ZIP archive. Unpack it and choose the file inside.`,
  old_excel: msg`This is a workbook in the old Excel form (.xls). Save it as .xlsx or CSV.`,
  locked_excel: msg`This workbook is protected by a password. Save a copy without one.`,
  damaged_excel: msg`This workbook is damaged. Export it again.`,
  no_such_sheet: msg`This sheet is not in the workbook.`,
  one_column: msg`Only one column was found. Choose another separator, or export more columns.`,
  no_heading: msg`No row with headings and people below it was found. Say in which line the headings are.`,
  nul_bytes: msg`The file holds characters that are no text. Export it again as CSV (UTF-8).`,
  quote_not_closed: msg`A quotation mark is opened and not closed. Close it in the file, or export it again.`,
}
