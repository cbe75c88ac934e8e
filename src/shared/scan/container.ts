import { recogniseCarrier } from '../carriers/index.ts'
import type { Candidate, CarrierId, RecogniseContext } from '../carriers/index.ts'
import { EOT, GS, RS } from './frame.ts'

// 2D labels of the carriers. Field layouts are facts of published label guides (ANSI MH10.8.3; UPS MaxiCode; FedEx and
// Purolator PDF417); a keyboard-wedge scanner may drop the separators, so the tell-tale fields are found without them.
const MH10_HEAD = '[)>'
const PUROLATOR_HEAD = /^V\d{2}~/
// Over the text with `~` for the group separator.
const UPS_SHORT = /(\d{3})~?1Z([0-9A-Z]{8})~?UPSN~?([0-9A-Z]{6})/
const UPS_FULL = /1Z[0-9A-Z]{16}(?![0-9A-Z])/
const FEDEX_FIELD = /(?<!\d)(\d{12})(?:\d{4})?~?FDE/
const FEDEX_UNSPLIT = /(\d{12})\d{4}FDE/
const STRONG = 0.85

function readAs(text: string, carrier: CarrierId | null, ctx: RecogniseContext): Candidate[] {
  const found = recogniseCarrier(text, { ...ctx, aim: null })
  const fitting = carrier === null ? found.filter((candidate) => candidate.score >= STRONG) : found
  return fitting
    .filter((candidate) => carrier === null || candidate.carrier === carrier)
    .map((candidate) => ({
      ...candidate,
      score: Math.max(candidate.score, 0.95),
      reasons: ['container', ...candidate.reasons],
    }))
}

function readUps(label: string, ctx: RecogniseContext): Candidate[] {
  const text = label.replaceAll(GS, '~')
  const full = UPS_FULL.exec(text)
  const whole = full === null ? [] : readAs(full[0], 'ups', ctx)
  if (whole.length > 0) return whole
  const match = UPS_SHORT.exec(text)
  if (match === null) return []
  // The MaxiCode abridges the number: shipper and service class stand in fields of their own. The check digit of the
  // rebuilt number proves the rebuilding.
  const [, serviceClass = '', short = '', shipper = ''] = match
  return readAs(`1Z${shipper}${serviceClass.slice(1)}${short}`, 'ups', ctx)
}

function readFedex(label: string, ctx: RecogniseContext): Candidate[] {
  const text = label.replaceAll(GS, '~')
  const number = (FEDEX_FIELD.exec(text) ?? FEDEX_UNSPLIT.exec(text))?.[1]
  return number === undefined ? [] : readAs(number, 'fedex', ctx)
}

function readFields(text: string, ctx: RecogniseContext): Candidate[] {
  const fields = text.split(new RegExp(`[${GS}${RS}${EOT}]`), 64)
  const found = fields.flatMap((field) => {
    const whole = readAs(field, null, ctx)
    if (whole.length > 0) return whole
    // A data identifier (digits and one letter) may stand before the value.
    const bare = /^\d{0,2}[A-Z](.+)$/.exec(field)?.[1]
    return bare === undefined ? [] : readAs(bare, null, ctx)
  })
  return found
    .toSorted((a, b) => b.score - a.score)
    .filter((candidate, i, all) => all.findIndex((other) => other.trackingNumber === candidate.trackingNumber) === i)
}

function readPurolator(text: string, ctx: RecogniseContext): Candidate[] {
  const fields = new Map(text.split('|', 128).map((field) => [field.slice(0, 3), field.slice(4)]))
  const value = fields.get('S02') ?? fields.get('S01') ?? ''
  const pin = /^[0-9A-Z]{9,16}/.exec(value.replaceAll(' ', '').toUpperCase())?.[0]
  if (pin === undefined) return []
  const found = readAs(pin, 'purolator', ctx)
  if (found.length > 0) return found
  // The label names its carrier: a number in a form not seen yet is still its number.
  return [{ carrier: 'purolator', service: null, trackingNumber: pin, score: 0.7, reasons: ['container'] }]
}

/** True for the 2D containers that carriers print. */
export function isContainer(text: string): boolean {
  return text.startsWith(MH10_HEAD) || PUROLATOR_HEAD.test(text)
}

/** The tracking numbers inside a 2D carrier label; empty when it holds none that can be proved. */
export function readContainer(text: string, ctx: RecogniseContext = {}): Candidate[] {
  if (PUROLATOR_HEAD.test(text)) return readPurolator(text, ctx)
  for (const read of [readUps, readFedex, readFields]) {
    const found = read(text, ctx)
    if (found.length > 0) return found
  }
  return []
}
