import { createHash } from 'node:crypto'
import type { ColumnUse, DateFormat, LineState, NameOrder } from '../../../shared/import/fields.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import { readTable, type ReadAs } from '../../tables/read.ts'
import { writeTable, type TableFormat, type Written } from '../../tables/write.ts'
import type { Known } from './known.ts'
import { readPeople, type Remark } from './people.ts'
import { planImport } from './plan.ts'
import type { Choices, Gone, PersonWrite, Plan, PlanLine } from './planTypes.ts'
import { sheetOf, type Column, type Sheet } from './sheet.ts'
import type { NewUnit } from './units.ts'

/** How a file is mapped: what each column tells, and how its days are written. */
export interface Mapping {
  uses: readonly ColumnUse[]
  dayFormats: readonly (DateFormat | null)[]
  nameOrder: NameOrder
}

export interface Described {
  format: Sheet['format']
  headingLine: number
  columns: Column[]
  rows: number
}

export interface PlanSummary {
  counts: Record<LineState, number>
  gone: number
  newUnits: string[]
  remarks: Remark[]
  /** The same for the same plan: what was looked at is what is written. */
  digest: string
}

export interface Writes {
  units: NewUnit[]
  people: PersonWrite[]
}

export type Page<T> = { rows: T[]; total: number }

const pageOf = <T>(all: readonly T[], offset: number, limit: number): Page<T> => ({
  rows: all.slice(offset, offset + limit),
  total: all.length,
})

/** What is done with a file, in a thread of its own: one file at a time. */
export function createReader() {
  let bytes: Uint8Array | null = null
  let sheet: Sheet | null = null
  let plan: Plan | null = null
  const planned = (): Plan => {
    if (!plan) throw new DeskError('NO_FILE_OPEN')
    return plan
  }

  return {
    /** Reads a file; without bytes the one that is open, in another way. */
    async read(given: Uint8Array | null, as: ReadAs, headingLine: number | null): Promise<Described> {
      if (!given && !bytes) throw new DeskError('NO_FILE_OPEN')
      const next = given ?? bytes!
      const found = sheetOf(await readTable(next, as), headingLine)
      bytes = next
      sheet = found
      plan = null
      return { format: found.format, headingLine: found.headingLine, columns: found.columns, rows: found.rows.length }
    },
    plan(mapping: Mapping, known: Known, choices: Choices, today: string): PlanSummary {
      if (!sheet) throw new DeskError('NO_FILE_OPEN')
      const people = readPeople(sheet, mapping)
      plan = planImport(people, known, choices, today)
      const counts: Record<LineState, number> = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 }
      for (const { state } of plan.lines) counts[state] += 1
      return {
        counts,
        gone: plan.gone.length,
        newUnits: plan.newUnitNames,
        remarks: people.people.flatMap(({ remarks }) => remarks),
        digest: createHash('sha256')
          .update(JSON.stringify([plan.lines, plan.gone, plan.newUnits]))
          .digest('base64'),
      }
    },
    lines: (state: LineState, offset: number, limit: number): Page<PlanLine> =>
      pageOf(
        planned().lines.filter((line) => line.state === state),
        offset,
        limit,
      ),
    gone: (offset: number, limit: number): Page<Gone> => pageOf(planned().gone, offset, limit),
    writes: (): Writes => ({ units: planned().newUnits, people: planned().writes }),
    write: (name: string, rows: readonly (readonly string[])[], format: TableFormat): Promise<Written> =>
      writeTable(name, rows, format),
    close(): void {
      bytes = null
      sheet = null
      plan = null
    },
  }
}

export type Reader = ReturnType<typeof createReader>
