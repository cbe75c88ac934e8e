import { readUnitRanges } from './unitRanges.ts'

/** Why a piece of what was typed makes no shelf. */
export const SHELF_PROBLEMS = ['no_code', 'too_many'] as const
export type ShelfProblem = (typeof SHELF_PROBLEMS)[number]

/** As many shelves as are made at once; the label printer takes as many. */
export const SHELVES_MOST = 200
/** What a shelf's barcode can hold. */
const CODE = /^[0-9A-Z]{1,10}$/

/** A shelf's code as it is kept: capitals and digits, accents dropped; null where a barcode cannot hold it. */
export function readShelfCode(typed: string): string | null {
  const code = typed.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, '').toUpperCase()
  return CODE.test(code) ? code : null
}

/** The shelves of "E1-E6, COLD": one by one or as ranges, each once, in the order typed. */
export function readShelfCodes(typed: string): {
  codes: string[]
  problems: { text: string; problem: ShelfProblem }[]
} {
  const { numbers, problems } = readUnitRanges(typed)
  const codes = new Set<string>()
  const refused = problems.map(({ text, problem }) => ({
    text,
    problem: problem === 'too_many' ? ('too_many' as const) : ('no_code' as const),
  }))
  for (const text of numbers) {
    const code = readShelfCode(text)
    if (code === null) refused.push({ text, problem: 'no_code' })
    else if (codes.size >= SHELVES_MOST && !codes.has(code)) refused.push({ text, problem: 'too_many' })
    else codes.add(code)
  }
  return { codes: [...codes], problems: refused }
}
