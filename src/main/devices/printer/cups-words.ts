import type { IppValue } from './ipp-codec.ts'
import type { JobState, PrinterInfo } from './transport.ts'

type Attributes = ReadonlyMap<string, readonly IppValue[]>

const HELD = 4
const PROCESSING = 5
const STOPPED = 6
const CANCELED = 7
const ABORTED = 8
const COMPLETED = 9

/** Reasons that say nothing a person could act on. */
const EMPTY_WORDS = new Set(['none', 'job-printing', 'job-completed-successfully', 'processing-to-stop-point', ''])

const STATUS_WORDS: Readonly<Record<number, string>> = {
  0x0401: 'the print system refuses this user',
  0x0402: 'the print system asks for a password',
  0x0403: 'the print system refuses this user',
  0x0406: 'there is no such printer or job',
  0x040a: 'the printer does not take PDF files',
  0x0503: 'the print system is busy',
  0x0506: 'the printer is not accepting jobs',
}

/** What an IPP status means; the print system's own words come first. */
export function statusWords(status: number, message: string | null): string {
  return message ?? STATUS_WORDS[status] ?? `the print system answered 0x${status.toString(16).padStart(4, '0')}`
}

/** The job's state in our four words. */
export function jobStateOf(attributes: Attributes): JobState {
  const state = attributes.get('job-state')?.[0]
  const reasons = wordsOf(attributes.get('job-state-reasons'))
  const printer = [
    textOf(attributes, 'job-printer-state-message'),
    ...wordsOf(attributes.get('job-printer-state-reasons')),
  ]
  const said = printer.find((word) => word !== '') ?? ''
  if (state === COMPLETED) return { state: 'printed', reason: reasons[0] ?? null }
  if (state === CANCELED || state === ABORTED || state === STOPPED) {
    // A stopped job is one whose filters failed: it waits for somebody to restart it, not for the printer.
    const outcome = state === CANCELED ? 'cancelled' : 'given up by the print system'
    return { state: 'failed', reason: join([said, outcome, ...reasons]) }
  }
  if (state === PROCESSING) return { state: 'sent', reason: said || null }
  const waiting = state === HELD ? 'held' : ''
  return { state: 'queued', reason: join([waiting, ...reasons, said]) || null }
}

/** The printer's state in our words. */
export function printerStateOf(attributes: Attributes): Pick<PrinterInfo, 'state' | 'reason'> {
  const code = attributes.get('printer-state')?.[0]
  const state = code === 3 ? 'idle' : code === 4 ? 'printing' : code === 5 ? 'stopped' : 'unknown'
  const message = textOf(attributes, 'printer-state-message')
  const reasons = wordsOf(attributes.get('printer-state-reasons'))
  return { state, reason: message === '' ? (reasons[0] ?? null) : message }
}

function textOf(attributes: Attributes, name: string): string {
  const value = attributes.get(name)?.[0]
  return typeof value === 'string' ? value.trim().replace(/\.$/u, '') : ''
}

/** Keywords as words: `media-empty-error` reads `media empty`. */
function wordsOf(values: readonly IppValue[] | undefined): string[] {
  return (values ?? [])
    .filter((value): value is string => typeof value === 'string' && !EMPTY_WORDS.has(value))
    .map((value) => value.replace(/-(report|warning|error)$/u, '').replaceAll('-', ' '))
}

function join(words: readonly string[]): string {
  return [...new Set(words.filter((word) => word !== ''))].join(': ')
}
