export type PlateSize = 'row' | 'normal' | 'huge'

interface PlateProps {
  /** Null: not known yet. */
  text: string | null
  /** What the text is, for screen readers. */
  label: string
  size?: PlateSize | undefined
}

/** A short text as it stands on the plate of a door. */
export function Plate({ text, label, size = 'normal' }: PlateProps) {
  return (
    <span className="unit" data-size={size} data-none={text === null || undefined}>
      <span className="visually-hidden">{label} </span>
      {text ?? <span aria-hidden>?</span>}
    </span>
  )
}
