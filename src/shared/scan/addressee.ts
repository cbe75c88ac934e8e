import { EOT, GS, RS, unwrapFrame } from './frame.ts'
import { isContainer } from './container.ts'

/** Whom a carrier's own label names, as far as its bar code says. Empty texts are null. */
export interface LabelAddressee {
  name: string | null
  /** Street lines, as printed. */
  lines: string[]
  city: string | null
  postal: string | null
}

const MAX_FIELD = 80
const CANADIAN = /^([ABCEGHJ-NPRSTVXY]\d[A-Z])\s?(\d[A-Z]\d)$/
// The 28 characters of Canada Post's linear code: a digit, the postal code, the 16 digits of the number, five more.
const CANADA_POST = /^\d([ABCEGHJ-NPRSTVXY]\d[A-Z]\d[A-Z]\d)\d{16}\d{5}$/
const ROUTING = /^421124([ABCEGHJ-NPRSTVXY]\d[A-Z]\d[A-Z]\d)$/

/** A field as words: control characters out, blanks joined, bounded. */
function clean(field: string | undefined): string | null {
  const text = (field ?? '')
    .slice(0, 4 * MAX_FIELD)
    .replaceAll(/[\p{C}\uFFFD]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  // By characters: half of one would be a control character again.
  return text === '' ? null : Array.from(text).slice(0, MAX_FIELD).join('')
}

/** A Canadian postal code without its blank; other codes as they are. */
function postalOf(text: string | null): string | null {
  if (text === null) return null
  const match = CANADIAN.exec(text.toUpperCase())
  return match ? `${match[1]}${match[2]}` : /^\d{5}(?:-?\d{4})?$/.test(text) ? text : null
}

function made(fields: {
  name?: string | undefined
  lines?: (string | undefined)[]
  city?: string | undefined
  postal?: string | undefined
}) {
  const lines = (fields.lines ?? []).flatMap((line) => clean(line) ?? [])
  const label: LabelAddressee = {
    name: clean(fields.name),
    lines,
    city: clean(fields.city),
    postal: postalOf(clean(fields.postal)),
  }
  return label.name === null && lines.length === 0 && label.postal === null ? null : label
}

/** `R01~name|R04~street|...`: receiver fields by their number. */
function fromPurolator(text: string): LabelAddressee | null {
  const fields = new Map(text.split('|', 128).map((field) => [field.slice(0, 3), field.slice(4)]))
  const get = (key: string) => fields.get(key)
  // A house number may stand in a field of its own before the street.
  const street = [get('R03'), get('R04')].filter(Boolean).join(' ')
  return made({ name: get('R01'), lines: [street, get('R02'), get('R05')], city: get('R06'), postal: get('R07') })
}

/** Format 01 of MH10.8.3, which UPS and FedEx share: after the address-checked flag come street, city, state, name. */
function fromTransport(text: string): LabelAddressee | null {
  const message = text.split(EOT, 1)[0]!.split(RS, 16)
  const header = message.find((part) => part.startsWith(`01${GS}`))
  if (header === undefined) return null
  const fields = header.split(GS, 40)
  // Some begin the postal code with the format's version, "96" for UPS and "02" for FedEx.
  const first = fields[1] ?? ''
  const postal = postalOf(clean(first.replace(/^(?:96|02)(?=.{5})/, '')))
  const carrier = fields.findIndex((field) => field === 'UPSN' || field === 'FDE' || field === 'FDEG')
  const flag = fields.findIndex((field, at) => carrier > 0 && at > carrier + 2 && (field === 'Y' || field === 'N'))
  if (flag < 0) return made({ postal: postal ?? undefined })
  const more = message.find((part) => part.startsWith(`06${GS}`))?.split(GS, 40) ?? []
  const second = more.find((field) => field.startsWith('14Z'))?.slice(3)
  return made({
    name: fields[flag + 4],
    lines: [fields[flag + 1], second],
    city: fields[flag + 2],
    postal: postal ?? undefined,
  })
}

/** The addressee in a carrier's bar code; null when it holds none. Total and quick whatever the text. */
export function readAddressee(input: { text: string; aim?: string | null }): LabelAddressee | null {
  const { text } = unwrapFrame({ text: input.text.slice(0, 16_384), aim: input.aim ?? null })
  if (/^V\d{2}~/.test(text)) return fromPurolator(text)
  if (isContainer(text)) return fromTransport(text)
  const bare = text.replaceAll(GS, '').replaceAll(/\s/g, '').toUpperCase()
  const postal = (CANADA_POST.exec(bare) ?? ROUTING.exec(bare))?.[1]
  return postal === undefined ? null : made({ postal })
}
