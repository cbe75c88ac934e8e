import './marks.css'

/** A tracking number whose last four characters stand out: that is what people read to each other. */
export function TrackingNumber({ number, short }: { number: string; short?: boolean }) {
  const end = number.slice(-4)
  if (short) {
    return (
      <span className="number" translate="no">
        …<strong>{end}</strong>
      </span>
    )
  }
  return (
    <span className="code" translate="no">
      {number.slice(0, -4)}
      <strong>{end}</strong>
    </span>
  )
}
