import { joinReasons, type Reason } from '../../../../shared/printing/reasons.ts'

/** What a ZPL printer says about itself. */
export interface ZebraStatus {
  /** Why nothing comes out; null while it can print. */
  readonly trouble: string | null
  /** Worth saying, but it prints. */
  readonly warning: string | null
  /** Labels that it has taken and not printed yet; null when the answer does not tell. */
  readonly pending: number | null
}

// oxlint-disable-next-line eslint/no-control-regex -- STX and ETX frame each line
const FRAME = /\u0002([^\u0002\u0003]*)\u0003/gu

/** Whether an answer to `~HS` is complete: three framed lines. */
export const isWholeHostStatus = (text: string): boolean => [...text.matchAll(FRAME)].length >= 3

/** Reads the answer to `~HS`; null when it is not one. */
export function parseHostStatus(text: string): ZebraStatus | null {
  const [one = [], two = []] = [...text.matchAll(FRAME)].map(([, line = '']) =>
    line.split(',').map((part) => part.trim()),
  )
  if (one.length < 12 || two.length < 9) return null
  const on = (line: readonly string[], at: number): boolean => Number(line[at]) === 1
  const trouble: [boolean, Reason][] = [
    [on(one, 1), 'media-empty'],
    [on(two, 2), 'cover-open'],
    [on(two, 3), 'marker-supply-empty'],
    [on(one, 2), 'paused'],
    [on(one, 11), 'too-hot'],
    [on(one, 10), 'too-cold'],
    [on(one, 9), 'memory-lost'],
    [on(one, 5), 'buffer-full'],
  ]
  const formats = Number(one[4])
  const remaining = Number(two[8])
  if (!Number.isInteger(formats) || !Number.isInteger(remaining)) return null
  return {
    trouble: joinReasons(trouble.map(([is, reason]) => (is ? reason : null))),
    warning: null,
    pending: formats + remaining + (on(one, 7) ? 1 : 0),
  }
}

/** Bits of the two words of `~HQES`, low word. A bit that is not here is a fault without a name, never health. */
const ERRORS: readonly (readonly [bit: number, reason: Reason])[] = [
  [0x1, 'media-empty'],
  [0x2, 'marker-supply-empty'],
  [0x4, 'cover-open'],
  [0x8, 'cutter-fault'],
  [0x10, 'too-hot'],
  [0x20, 'too-hot'],
  [0x40, 'print-head-fault'],
  [0x80, 'print-head-fault'],
  [0x200, 'print-head-fault'],
  [0x1000, 'media-jam'],
  [0x2000, 'media-jam'],
  [0x4000, 'fault'],
  [0x8000, 'media-jam'],
  [0x1_0000, 'paused'],
]
const WARNINGS: readonly (readonly [bit: number, reason: Reason])[] = [
  [0x1, 'needs-calibration'],
  [0x2, 'needs-cleaning'],
  [0x4, 'print-head-fault'],
  [0x8, 'media-low'],
]

const ERROR_LINE = /ERRORS:\s*([01])\s+([0-9A-F]{8})\s+([0-9A-F]{8})/iu
const WARNING_LINE = /WARNINGS:\s*([01])\s+([0-9A-F]{8})\s+([0-9A-F]{8})/iu

/** Whether an answer to `~HQES` is complete. */
export const isWholeErrorStatus = (text: string): boolean => WARNING_LINE.test(text)

/** Reads the answer to `~HQES`; null when it is not one. */
export function parseErrorStatus(text: string): ZebraStatus | null {
  const errors = ERROR_LINE.exec(text)
  const warnings = WARNING_LINE.exec(text)
  if (errors === null) return null
  return {
    trouble: joinReasons(reasonsOf(errors, ERRORS)),
    warning: warnings === null ? null : joinReasons(reasonsOf(warnings, WARNINGS)),
    pending: null,
  }
}

function reasonsOf(match: RegExpExecArray, table: typeof ERRORS): Reason[] {
  if (match[1] === '0') return []
  const low = Number.parseInt(match[3] ?? '0', 16)
  const high = Number.parseInt(match[2] ?? '0', 16)
  const named = table.filter(([bit]) => Math.floor(low / bit) % 2 === 1)
  const known = named.reduce((sum, [bit]) => sum + bit, 0)
  // Paused is a state of the person's making, so it is not called a fault beside it.
  return [
    ...named.map(([, reason]) => reason),
    ...(known !== low || high !== 0 || named.length === 0 ? ['fault' as const] : []),
  ]
}
