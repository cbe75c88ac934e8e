/** Why a label or a printer stands where it stands, as keywords: the screens have words for each in both languages. */
export const REASONS = [
  // Standard keywords of the Internet Printing Protocol, as print systems and printers say them.
  'media-empty',
  'media-low',
  'media-needed',
  'media-jam',
  'cover-open',
  'marker-supply-empty',
  'marker-supply-low',
  'input-tray-missing',
  'output-area-full',
  'paused',
  'shutdown',
  'offline',
  'timed-out',
  'connecting-to-device',
  'spool-area-full',
  'cups-missing-filter',
  'printer-stopped',
  'job-held',
  'job-canceled-by-user',
  'job-canceled-by-operator',
  'job-canceled-at-device',
  'aborted-by-system',
  'document-format-error',
  'unsupported-document-format',
  'document-access-error',
  'job-completed-with-errors',
  'queued-in-device',
  // What printers say of themselves beyond those.
  'too-hot',
  'too-cold',
  'print-head-fault',
  'cutter-fault',
  'needs-calibration',
  'needs-cleaning',
  'buffer-full',
  'memory-lost',
  'fault',
  // Ours.
  'printing',
  'saved',
  'repeated',
  'cancelled',
  'may-still-print',
  'interrupted',
  'unclear',
  'broken-off',
  'unreachable',
  'refused',
  'no-answer',
  'no-read-back',
  'unknown-job',
  'no-such-printer',
  'no-default-printer',
  'no-printer-chosen',
  'not-connected',
  'no-permission',
  'outside-network',
  'no-printer-device',
  'busy',
  'disk-full',
  'print-system-away',
  'other-system',
  'parcel-left',
  'registration-undone',
  'letters-missing',
  'label-not-drawn',
  'unit_too_long',
  'code_too_small',
  'code_too_wide',
  'code_unreadable',
] as const

export type Reason = (typeof REASONS)[number]

const KNOWN: ReadonlySet<string> = new Set(REASONS)

/** Whether a word is one of our keywords, hence has words on the screens. */
export const isReason = (word: string): word is Reason => KNOWN.has(word)

/** Several reasons as one text, without repeats; null for none. What is no keyword is shown as it was said. */
export function joinReasons(reasons: readonly (string | null)[]): string | null {
  const said = new Set(reasons.filter((reason) => reason !== null && reason !== ''))
  return said.size === 0 ? null : [...said].join('\n')
}

/** The single reasons of such a text. */
export const splitReasons = (text: string): string[] => text.split('\n').filter((reason) => reason !== '')

/** Reasons that wait for a person at the printer. */
const NEEDS_SOMEBODY: ReadonlySet<string> = new Set<Reason>([
  'media-empty',
  'media-needed',
  'media-jam',
  'cover-open',
  'marker-supply-empty',
  'input-tray-missing',
  'output-area-full',
  'paused',
  'shutdown',
  'offline',
  'timed-out',
  'printer-stopped',
  'job-held',
  'cups-missing-filter',
])

/** Whether nothing will come out before somebody does something. */
export const needsSomebody = (reasons: readonly string[]): boolean => reasons.some((one) => NEEDS_SOMEBODY.has(one))
