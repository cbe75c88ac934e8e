import { isReason, joinReasons, needsSomebody, type Reason } from '../../../shared/printing/reasons.ts'
import type { IppValue } from './ipp-codec.ts'
import { PrintError, type JobState, type PrinterInfo } from './transport.ts'

type Attributes = ReadonlyMap<string, readonly IppValue[]>

const HELD = 4
const PROCESSING = 5
const STOPPED = 6
const CANCELED = 7
const ABORTED = 8
const COMPLETED = 9

/** Keywords that mean the same to a person at the desk. */
const SAME: Readonly<Record<string, Reason>> = {
  'door-open': 'cover-open',
  'interlock-open': 'cover-open',
  'toner-empty': 'marker-supply-empty',
  'toner-low': 'marker-supply-low',
  'moving-to-paused': 'paused',
  'stopped-partly': 'printer-stopped',
  'printer-stopped-partly': 'printer-stopped',
  'output-tray-missing': 'output-area-full',
  'marker-waste-full': 'fault',
  'fuser-over-temp': 'too-hot',
  'fuser-under-temp': 'too-cold',
  'service-off-line': 'offline',
  'job-hold-until-specified': 'job-held',
  'resources-are-not-ready': 'media-needed',
  'cups-held-for-authentication': 'no-permission',
  other: 'fault',
}

const STATUS: Readonly<Record<number, Reason>> = {
  0x0401: 'no-permission',
  0x0402: 'no-permission',
  0x0403: 'no-permission',
  0x0406: 'no-such-printer',
  0x040a: 'unsupported-document-format',
  0x0503: 'busy',
  0x0506: 'printer-stopped',
}

/** What an IPP status means: our word for it where there is one, else the print system's own. */
export function statusError(status: number, message: string | null): PrintError {
  const words = message ?? `the print system answered 0x${status.toString(16).padStart(4, '0')}`
  return new PrintError([STATUS[status] ?? words], { retry: false })
}

/** The job's state in ours. */
export function jobStateOf(attributes: Attributes): JobState {
  const state = attributes.get('job-state')?.[0]
  const job = keywordsOf(attributes.get('job-state-reasons'))
  const printer = keywordsOf(attributes.get('job-printer-state-reasons'))
  const said = [...printer, ...job]
  // Free text only where no keyword says it: it is in the print system's language, not in the desk's.
  const reasons = said.length > 0 ? said : [textOf(attributes, 'job-printer-state-message')]
  if (state === COMPLETED) return { state: 'printed', reason: joinReasons(job) }
  if (state === CANCELED || state === ABORTED || state === STOPPED) {
    // A stopped job is one whose filters failed: it waits for somebody to restart it, not for the printer.
    return {
      state: 'failed',
      reason: joinReasons([...reasons, state === CANCELED ? 'cancelled' : 'aborted-by-system']),
    }
  }
  if (state === HELD) return { state: 'attention', reason: joinReasons(['job-held', ...reasons]) }
  if (needsSomebody(said)) return { state: 'attention', reason: joinReasons(reasons) }
  return { state: state === PROCESSING ? 'sent' : 'queued', reason: joinReasons(reasons) }
}

/** The printer's state in our words. A person's own words about why it was stopped come along. */
export function printerStateOf(attributes: Attributes): Pick<PrinterInfo, 'state' | 'reason'> {
  const code = attributes.get('printer-state')?.[0]
  const state = code === 3 ? 'idle' : code === 4 ? 'printing' : code === 5 ? 'stopped' : 'unknown'
  const reasons = keywordsOf(attributes.get('printer-state-reasons'))
  const message = textOf(attributes, 'printer-state-message')
  return { state, reason: joinReasons(state === 'stopped' || reasons.length === 0 ? [...reasons, message] : reasons) }
}

function textOf(attributes: Attributes, name: string): string {
  const value = attributes.get(name)?.[0]
  return typeof value === 'string' ? value.trim().replace(/\.$/u, '') : ''
}

/** The keywords that we have words for; one that only repeats a state is left out, one that nobody knows is a fault. */
function keywordsOf(values: readonly IppValue[] | undefined): Reason[] {
  return (values ?? []).flatMap((value) => {
    if (typeof value !== 'string') return []
    const word = value.replace(/-(report|warning|error)$/u, '')
    const known = SAME[word] ?? word
    return isReason(known) ? [known] : []
  })
}
