/** A label stock: its id and its printed size in millimetres, width across the print head first. */
export interface LabelSize {
  readonly id: LabelSizeId
  readonly widthMm: number
  readonly heightMm: number
}

/** The label stocks that a desk can choose from, largest first. The one list: the contract and the screens take it from here. */
export const LABEL_SIZE_IDS = ['102x152', '62x100', '57x32', '54x25'] as const
export type LabelSizeId = (typeof LABEL_SIZE_IDS)[number]

/** The stocks with their measures, which their ids spell. */
export const LABEL_SIZES: readonly LabelSize[] = LABEL_SIZE_IDS.map((id) => {
  const [widthMm = 0, heightMm = 0] = id.split('x').map(Number)
  return { id, widthMm, heightMm }
})

/** The stock with this id. An unknown one is an error: a label of another size would be cut, or waste a large one. */
export function labelSize(id: string): LabelSize {
  const size = LABEL_SIZES.find((candidate) => candidate.id === id)
  if (size === undefined) throw new Error(`Unknown label size ${id}`)
  return size
}
