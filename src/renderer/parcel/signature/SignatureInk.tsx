import { PAD } from './path.ts'

/** A signature as it was drawn. Its data holds moves, lines and curves only, so it can be shown without trust. */
export function SignatureInk({ path, label }: { path: string; label: string }) {
  return (
    <svg className="ink" viewBox={`0 0 ${PAD.width} ${PAD.height}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  )
}
