import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Eraser } from 'lucide-react'
import { Button } from '../../../ui/index.ts'
import { isSigned, onPad, PAD, strokePath, type Point, type Stroke } from './path.ts'

export interface SignaturePadProps {
  strokes: readonly Stroke[]
  onChange: (strokes: readonly Stroke[]) => void
}

/** Points closer than this to the last one are the hand trembling. */
const NEAR = 0.7

/** Draws with mouse, finger or pen. Without any of them, another proof is one key away. */
export function SignaturePad({ strokes, onChange }: SignaturePadProps) {
  const { t } = useLingui()
  const [pen, setPen] = useState<{ id: number; points: readonly Point[] } | null>(null)
  const frame = useRef(0)
  const drawn = useRef<Point[]>([])
  const pad = useRef<HTMLDivElement>(null)
  // In a low window it opens behind the act, which stays in sight.
  useEffect(() => pad.current?.scrollIntoView({ block: 'nearest' }), [])

  const add = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const samples = event.nativeEvent.getCoalescedEvents?.() ?? []
    for (const sample of samples.length > 0 ? samples : [event.nativeEvent]) {
      const point = onPad(sample, box)
      const last = drawn.current.at(-1)
      if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= NEAR) drawn.current.push(point)
    }
  }
  const down = (event: PointerEvent<SVGSVGElement>) => {
    if (pen || event.button !== 0) return
    // The focus stays where Enter completes the hand-over.
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    drawn.current = []
    add(event)
    setPen({ id: event.pointerId, points: [...drawn.current] })
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (pen?.id !== event.pointerId) return
    add(event)
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => setPen((now) => now && { ...now, points: [...drawn.current] }))
  }
  const up = (event: PointerEvent<SVGSVGElement>) => {
    if (pen?.id !== event.pointerId) return
    cancelAnimationFrame(frame.current)
    setPen(null)
    onChange([...strokes, drawn.current])
    drawn.current = []
  }

  const ink = [...strokes, ...(pen ? [pen.points] : [])].map(strokePath).join('')
  return (
    <div className="pad" ref={pad}>
      <svg
        className="ink pad-area"
        viewBox={`0 0 ${PAD.width} ${PAD.height}`}
        role="img"
        aria-label={isSigned(strokes) ? t`Signature pad: signed` : t`Signature pad: empty`}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
      >
        <line className="pad-line" x1="30" x2={PAD.width - 30} y1="155" y2="155" />
        <text className="pad-cross" x="32" y="145" aria-hidden>
          ×
        </text>
        <path d={ink} />
      </svg>
      <div className="stack" data-gap="small">
        <span className="small muted">
          <Trans>Mouse, finger or pen. Only the drawn line is kept.</Trans>
        </span>
        <Button
          size="small"
          icon={Eraser}
          aria-label={t`Clear the signature`}
          isDisabled={strokes.length === 0}
          onPress={() => onChange([])}
        >
          <Trans context="signature">Clear</Trans>
        </Button>
      </div>
    </div>
  )
}
