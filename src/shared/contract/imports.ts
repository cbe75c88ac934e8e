import { z } from 'zod'
import { ENCODINGS, FILE_BYTES, SEPARATORS } from '../import/file.ts'
import {
  CELL_PROBLEMS,
  DATE_FORMATS,
  DOUBTS,
  IMPORT_FIELDS,
  LINE_STATES,
  NAME_ORDERS,
  ROW_PERSONS,
  ROW_PROBLEMS,
  SOURCES,
} from '../import/fields.ts'
import { OCCUPANCY_KINDS } from '../people/kinds.ts'
import { writtenFile } from './files.ts'
import { act, id, nothing, route, text } from './route.ts'

const bytes = z.custom<Uint8Array>((given) => given instanceof Uint8Array && given.length <= FILE_BYTES)
const use = z.object({ field: z.enum(IMPORT_FIELDS), person: z.int().min(1).max(ROW_PERSONS) }).nullable()
const dayFormat = z.enum(DATE_FORMATS).nullable()
const many = <T extends z.ZodType>(of: T) => z.array(of).max(250)

/** How a file is read; what is left out is found. */
const readAs = z.object({
  encoding: z.enum(ENCODINGS).optional(),
  separator: z.enum(SEPARATORS).optional(),
  sheet: text(200).optional(),
  headingLine: z.int().min(1).optional(),
})

/** A file that is open, as it was understood. */
const openFile = z.object({
  format: z.union([
    z.object({ kind: z.literal('text'), encoding: z.enum(ENCODINGS), separator: z.enum(SEPARATORS) }),
    z.object({ kind: z.literal('workbook'), sheet: z.string(), sheets: z.array(z.string()) }),
  ]),
  headingLine: z.int(),
  rows: z.int(),
  columns: z.array(
    z.object({
      heading: z.string(),
      /** Refused by its name: nothing of it was kept. */
      isForbidden: z.boolean(),
      samples: z.array(z.string()),
      use,
      /** How its days may be written; the first one is meant where it is the only one. */
      dayFormats: z.array(z.enum(DATE_FORMATS)),
      dayFormat,
    }),
  ),
  nameOrder: z.enum(NAME_ORDERS),
  kind: z.enum(OCCUPANCY_KINDS),
  /** The system whose headings these are. */
  source: z.enum(SOURCES).nullable(),
  /** A file with these headings was mapped before. */
  isRemembered: z.boolean(),
})

const change = z.object({ field: z.string(), from: z.string().nullable(), to: z.string() })
const line = z.object({
  key: z.string(),
  line: z.int(),
  name: z.string(),
  unit: z.string(),
  state: z.enum(LINE_STATES),
  changes: z.array(change),
  doubt: z.enum(DOUBTS).nullable(),
  candidate: z.object({ id, name: z.string(), unit: z.string() }).nullable(),
  problem: z.enum([...ROW_PROBLEMS, ...CELL_PROBLEMS]).nullable(),
  column: z.string().nullable(),
  value: z.string(),
  twiceOf: z.int().nullable(),
})
const gone = z.object({
  homeId: id,
  personId: id,
  name: z.string(),
  unit: z.string(),
  from: z.string().nullable(),
  /** What hangs on them today; authorisations and absences only where they have no other home. */
  hanging: z.object({
    parcels: z.int(),
    authorisations: z.int(),
    absences: z.int(),
    conversations: z.int(),
    lent: z.int(),
  }),
})
const remark = z.object({ line: z.int(), column: z.string(), problem: z.enum(CELL_PROBLEMS), value: z.string() })
const page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(100) }

export const tableFormat = z.enum(['csv_comma', 'csv_semicolon', 'xlsx'])

export const importRoutes = {
  /** Reads a file that somebody chose; nothing of the building changes. */
  'import.open': route('directory.write', z.object({ bytes }).and(readAs), openFile),
  /** Reads the file that is open in another way. */
  'import.read': route('directory.write', readAs, openFile),
  'import.preview': route(
    'directory.write',
    z.object({
      uses: many(use),
      dayFormats: many(dayFormat),
      nameOrder: z.enum(NAME_ORDERS),
      kind: z.enum(OCCUPANCY_KINDS),
      makeUnits: z.boolean(),
      doubts: z.record(z.string().max(20), z.enum(['same', 'new'])),
    }),
    z.object({
      counts: z.record(z.enum(LINE_STATES), z.int()),
      gone: z.int(),
      newUnits: z.array(z.string()),
      /** Cells that were left aside: the first ones, and how many there are. */
      remarks: z.array(remark),
      remarkCount: z.int(),
      /** Names this preview: what is imported is what was looked at. */
      digest: z.string(),
    }),
  ),
  'import.lines': route(
    'directory.write',
    z.object({ digest: text(100), state: z.enum(LINE_STATES), ...page }),
    z.object({ rows: z.array(line), total: z.int() }),
  ),
  'import.gone': route(
    'directory.write',
    z.object({ digest: text(100), ...page }),
    z.object({ rows: z.array(gone), total: z.int() }),
  ),
  /** Writes all of the preview as one act. `gone`: homes that somebody ticked as ended on that day. */
  'import.run': route(
    'directory.write',
    z.object({ digest: text(100), gone: z.array(id).max(20_000), goneOn: text(40), withoutRefused: z.boolean() }),
    act.extend({ added: z.int(), changed: z.int(), ended: z.int() }),
  ),
  'import.stop': route('directory.write', nothing, nothing),
  /** Forgets the file. */
  'import.close': route('directory.write', nothing, nothing),
  'import.progress': route('directory.write', nothing, z.object({ done: z.int(), of: z.int() }).nullable()),
  /** An empty table with the headings of a system, or with ours. */
  'import.template': route(
    'directory.write',
    z.object({ format: tableFormat, source: z.enum(SOURCES).default('own') }),
    writtenFile,
  ),
  'export.people': route('data.export', z.object({ format: tableFormat }), writtenFile),
  'export.parcels': route('data.export', z.object({ format: tableFormat, from: text(40), to: text(40) }), writtenFile),
} as const
