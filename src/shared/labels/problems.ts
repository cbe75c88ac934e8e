/** Why a label must not be printed. Each has words of its own that say what to change. */
export const LABEL_PROBLEMS = [
  /** The unit would be cut, or smaller than the rest of the label. */
  'unit_too_long',
  /** Modules under the size that hand scanners read. */
  'code_too_small',
  /** The symbol does not fit on this stock. */
  'code_too_wide',
  /** Our own reader does not find the code in the drawn label. */
  'code_unreadable',
] as const

export type LabelProblem = (typeof LABEL_PROBLEMS)[number]
