import type { LogFields } from '../store/ports.ts'

/** Fields whose values are ours: codes, counts, versions, route names. All others are scrubbed. */
const OWN_FIELDS = new Set([
  'route',
  'state',
  'code',
  'count',
  'ms',
  'version',
  'from',
  'to',
  'issue',
  'reason_code',
  'bytes',
  'schema',
  'table',
  'transport',
  'event',
])

const STACK_LINE = /^\s*at .*$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Takes out of a free text what may name a person or a parcel: quoted text, e-mail addresses, long or mixed
 * codes, digits, and words that begin with a capital letter inside a sentence. Lines of a stack stay.
 */
export function redactText(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      STACK_LINE.test(line)
        ? line
        : line
            .replaceAll(/"[^"]*"|'[^']*'|“[^”]*”|«[^»]*»/g, '[text]')
            .replaceAll(/\S+@\S+/g, '[mail]')
            .replaceAll(/\b(?=\w*\d)\w{6,}\b/g, '[code]')
            .replaceAll(/\d{3,}/g, '[number]')
            .replaceAll(/(?<=\S\s+)\p{Lu}[\p{L}\p{M}'’-]+/gu, '[word]'),
    )
    .join('\n')
}

/** The fields of a log line with everything personal taken out. */
export function redact(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value !== 'string' || OWN_FIELDS.has(key) || ID.test(value) ? value : redactText(value),
    ]),
  )
}
