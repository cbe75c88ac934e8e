import type { ReportLayout } from './layout.ts'

/** What one report says: part of a code, nothing for us, or bytes that do not fit the layout. */
export type ReportPart =
  | { kind: 'part'; text: string; aim: string | null; more: boolean }
  | { kind: 'nothing' }
  | { kind: 'misfit' }

const AIM = /^\][A-Za-z][0-9A-Za-z]$/
const CR = 0x0d
const NOTHING: ReportPart = { kind: 'nothing' }
const MISFIT: ReportPart = { kind: 'misfit' }

/** Bytes as characters one to one: a scanner sends bytes, whatever code page the sender of the parcel used. */
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** The AIM identifier, null for three zeros, undefined when the bytes are neither. */
function aimOf(bytes: Uint8Array): string | null | undefined {
  if (bytes.every((byte) => byte === 0)) return null
  const text = latin1(bytes)
  return AIM.test(text) ? text : undefined
}

/**
 * Reads one report by the layout that was learnt. Everything is checked that can be: a plausible wrong code is worse
 * than none, so what does not fit exactly is refused.
 */
export function readPart(report: Uint8Array, layout: ReportLayout): ReportPart {
  // Status and trigger reports carry other numbers.
  if (report[0] !== layout.reportId) return NOTHING
  if (report.length !== layout.size) return MISFIT
  if (layout.zero.some((at) => report[at] !== 0)) return MISFIT
  const field = report.subarray(layout.data, layout.data + layout.dataSize)
  const end = field.indexOf(0)
  const count = layout.length === null ? (end < 0 ? field.length : end) : report[layout.length]!
  if (count === 0) return NOTHING
  if (count > layout.dataSize) return MISFIT
  if (field.subarray(count).some((byte) => byte !== 0)) return MISFIT
  const aim = layout.aim === null ? null : aimOf(report.subarray(layout.aim, layout.aim + 3))
  if (aim === undefined) return MISFIT
  const bytes = field.subarray(0, count)
  if (layout.continued !== null) {
    const flag = report[layout.continued]!
    return flag > 1 ? MISFIT : { kind: 'part', text: latin1(bytes), aim, more: flag === 1 }
  }
  return { kind: 'part', text: latin1(bytes), aim, more: count === layout.dataSize && bytes.at(-1) !== CR }
}
