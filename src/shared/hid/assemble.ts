import { codeText } from './codeText.ts'
import type { ReportLayout } from './layout.ts'
import { readPart } from './part.ts'

/** A whole code, or the reason why there is none. */
export type HidScan =
  | { kind: 'scan'; text: string; aim: string | null }
  /** Bytes that do not fit the learnt layout, a part that never came, a code without end: scan it again. */
  | { kind: 'refused'; why: 'misfit' | 'incomplete' | 'too_long' }

/** A long code whose next part is awaited. */
export interface Assembly {
  readonly text: string
  readonly aim: string | null
  readonly at: number
}

export interface AssemblyStep {
  readonly open: Assembly | null
  readonly out: readonly HidScan[]
}

/** Parts of one code follow each other at once: after this pause the rest is not coming. */
export const PART_GAP_MS = 500
export const MAX_CODE = 8192

/** A scanner's own answer to a menu code (Honeywell: AIM ]X0, data ]Z6 and the command): no code was scanned. */
const isMenuReply = (text: string, aim: string | null): boolean => aim === ']X0' && text.startsWith(']Z6')

function finished(text: string, aim: string | null): HidScan[] {
  // Many scanners add a carriage return to the data. Separators inside (GS, RS, EOT) are content.
  const bare = text.endsWith('\r') ? text.slice(0, -1) : text
  if (bare === '' || isMenuReply(text, aim)) return []
  return [{ kind: 'scan', text: codeText(bare), aim }]
}

/** What a code that waited too long for its next part comes to. */
export function expire(open: Assembly | null, now: number): AssemblyStep {
  if (!open || now - open.at <= PART_GAP_MS) return { open, out: [] }
  return { open: null, out: [{ kind: 'refused', why: 'incomplete' }] }
}

/** One report of one scanner: keep an assembly for each, for two may send at once. */
export function assemble(before: Assembly | null, report: Uint8Array, layout: ReportLayout, now: number): AssemblyStep {
  const { open, out } = expire(before, now)
  const part = readPart(report, layout)
  if (part.kind === 'nothing') return { open, out }
  if (part.kind === 'misfit') return { open: null, out: [...out, { kind: 'refused', why: 'misfit' }] }
  // Every part repeats the symbology: another one is another code, and the first one has lost its end.
  const torn = open !== null && open.aim !== part.aim
  const lost: HidScan[] = torn ? [{ kind: 'refused', why: 'incomplete' }] : []
  const text = (torn ? '' : (open?.text ?? '')) + part.text
  if (text.length > MAX_CODE) return { open: null, out: [...out, ...lost, { kind: 'refused', why: 'too_long' }] }
  if (part.more) return { open: { text, aim: part.aim, at: now }, out: [...out, ...lost] }
  return { open: null, out: [...out, ...lost, ...finished(text, part.aim)] }
}
