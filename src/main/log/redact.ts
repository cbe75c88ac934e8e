import { isTechnical } from './words.ts'
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
/** A word with the dots and lines inside of it, or a mark that was put in place of one. */
const WORD = /\[(?:text|mail|code|number|word)\]|[\p{L}\p{M}_][\p{L}\p{M}\p{N}_'’.-]*[\p{L}\p{M}\p{N}_]|\p{L}/gu
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A path down to its last folder: where a program lies tells who uses the computer. */
const FOLDERS = /(?:file:\/\/\/?)?(?:[A-Za-z]:)?[\\/][^():\n"]*[\\/]/g

/**
 * Takes out of a free text what may name a person, a parcel or a computer: quoted text, e-mail addresses, paths, codes,
 * digits, and every word that is none of a program's own. Lines of a stack keep their functions and file names.
 */
export function redactText(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      STACK_LINE.test(line)
        ? line.replaceAll(FOLDERS, '')
        : line
            .replaceAll(/"[^"]*"|'[^']*'|“[^”]*”|«[^»]*»/g, '[text]')
            .replaceAll(/\S+@\S+/g, '[mail]')
            .replaceAll(FOLDERS, '')
            .replaceAll(/\b(?=\w*\d)\w{6,}\b/g, '[code]')
            .replaceAll(/\d{3,}/g, '[number]')
            .replaceAll(WORD, (word) => (word.startsWith('[') || isTechnical(word) ? word : '[word]')),
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
