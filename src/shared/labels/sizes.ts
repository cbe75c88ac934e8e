/** A label stock: its id and its printed size in millimetres, width across the print head first. */
export interface LabelSize {
  readonly id: LabelSizeId
  readonly widthMm: number
  readonly heightMm: number
}

type LabelSizeId = '102x152' | '62x100' | '57x32' | '54x25'

/** The label stocks that a desk can choose from, largest first. */
export const LABEL_SIZES: readonly LabelSize[] = [
  { id: '102x152', widthMm: 102, heightMm: 152 },
  { id: '62x100', widthMm: 62, heightMm: 100 },
  { id: '57x32', widthMm: 57, heightMm: 32 },
  { id: '54x25', widthMm: 54, heightMm: 25 },
]

/** The stock with this id. */
export function labelSize(id: string): LabelSize {
  const size = LABEL_SIZES.find((candidate) => candidate.id === id)
  if (size === undefined) throw new Error(`Unknown label size ${id}`)
  return size
}
