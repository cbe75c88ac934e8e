import { checkCharacter } from './checks.ts'
import { normaliseTracking, printedForm } from './normalise.ts'
import { CUT_FORMS } from './rules/cut.ts'
import { CARRIER_RULES } from './rules/index.ts'
import type { Candidate, CarrierId, CarrierRule, MisreadFault, Reason, RecogniseContext, TaughtRule } from './types.ts'

// Longer raw text is a 2D symbol or noise, never a number that a carrier prints under a barcode.
const MAX_RAW = 200
// Of all signs only the `%` that opens a DPD barcode belongs to a published format.
const PLAIN = /^%?[0-9A-Z]{8,60}$/

// The desk's own labels (package, pickup, shelf, command), by prefix and length: no carrier may claim one, nor a
// damaged one, whatever a desk teaches.
const OWN_LABEL = /^LD(?:P[0-9A-Z]{10}|K[0-9A-Z]{7}|[SC][0-9A-Z]{2,11})$/

// A failed check digit refuses the rule, so a check that passes keeps one random code in ten (one in 36 for letters).
const SCORE = {
  prefix: { checked: 0.94, bare: 0.85 },
  structure: { checked: 0.92, bare: 0.8 },
  shape: { checked: 0.6, bare: 0.3 },
} as const
const AIM_WEIGHT = 0.02
// From here on the form alone says whose number it is: a wrong check digit is then a slip of the gun or of the print.
const TELLING = 0.9

function canonicalOf(rule: CarrierRule, number: string): string {
  switch (rule.canonical?.kind) {
    case undefined:
      return number
    case 'prepend':
      return rule.canonical.unless?.test(number) === true ? number : rule.canonical.text + number
    case 'zeros12':
      return number.replace(/^0+/, '').padStart(12, '0')
    case 'letter_pairs':
      return number.replace(/^\d{6}/, (pairs) =>
        [0, 2, 4].map((at) => String.fromCharCode(64 + Number(pairs.slice(at, at + 2)))).join(''),
      )
  }
}

function passesCheck(rule: CarrierRule, groups: Record<string, string | undefined>): boolean {
  if (rule.check === undefined) return true
  const serial = groups['serial'] ?? ''
  const missing = rule.checkPrepend !== undefined && !rule.checkPrepend.unless.test(serial)
  return checkCharacter(rule.check, missing ? rule.checkPrepend!.text + serial : serial) === groups['check']
}

/** Whether a code of a rule's form has the check digit that the rule asks for; null when it has not the form. */
function checkOf(rule: CarrierRule, text: string): boolean | null {
  const groups = rule.check && rule.pattern.exec(text)?.groups
  return groups === undefined || /^0+$/.test(groups['number'] ?? text) ? null : passesCheck(rule, groups)
}

function applyRule(rule: CarrierRule, text: string, aim: string | null): Candidate | null {
  const match = rule.pattern.exec(text)
  if (match === null) return null
  const groups: Record<string, string | undefined> = match.groups ?? {}
  const number = groups['number'] ?? text
  // Zeros satisfy most check digits; nobody ships under them.
  if (/^0+$/.test(number) || !passesCheck(rule, groups)) return null
  const reasons: Reason[] = [rule.evidence]
  let score: number = SCORE[rule.evidence][rule.check === undefined ? 'bare' : 'checked'] + (rule.adjust ?? 0)
  if (rule.check !== undefined) reasons.push('check_digit')
  if (number !== text) reasons.push('embedded')
  if (rule.aims !== undefined && aim !== null) {
    const agrees = rule.aims.includes(aim)
    score += agrees ? AIM_WEIGHT : -AIM_WEIGHT
    if (agrees) reasons.push('aim_id')
  }
  const code = groups['service']
  const service = code === undefined ? null : (rule.services?.[code] ?? rule.services?.[code.charAt(0)] ?? null)
  return {
    carrier: rule.carrier,
    service: service ?? rule.service,
    trackingNumber: canonicalOf(rule, number),
    score: Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000,
    reasons,
  }
}

function matchesTaught(rule: TaughtRule, text: string): boolean {
  const prefix = normaliseTracking(rule.prefix)
  return prefix !== '' && text.startsWith(prefix) && (typeof rule.length !== 'number' || rule.length === text.length)
}

function addTaught(found: Candidate[], taught: readonly TaughtRule[], text: string): Candidate[] {
  let result = found
  for (const rule of taught) {
    if (!matchesTaught(rule, text)) continue
    // The longer prefix is the more particular lesson. Any lesson stands above every built-in rule (0.96 at most).
    const score = Math.min(0.999, 0.98 + normaliseTracking(rule.prefix).length * 0.001)
    const known = found.filter((candidate) => candidate.carrier === rule.carrier)
    const best = known.toSorted((a, b) => b.score - a.score)[0]
    const lesson: Candidate =
      best === undefined
        ? { carrier: rule.carrier, service: rule.service ?? null, trackingNumber: text, score, reasons: ['taught'] }
        : { ...best, service: rule.service ?? best.service, score, reasons: ['taught', ...best.reasons] }
    result = [...result, lesson]
  }
  return result
}

function deduplicate(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const key = `${candidate.carrier} ${candidate.trackingNumber}`
    const other = best.get(key)
    if (other === undefined || other.score < candidate.score) best.set(key, candidate)
  }
  return [...best.values()]
}

function rank(candidates: Candidate[], siteShare: RecogniseContext['siteShare']): Candidate[] {
  const share = (candidate: Candidate): number => siteShare?.[candidate.carrier] ?? 0
  const ranked = candidates.toSorted((a, b) => b.score - a.score || share(b) - share(a))
  return ranked.map((candidate) => {
    const tied = ranked.some((other) => other.score === candidate.score && share(other) < share(candidate))
    return tied ? { ...candidate, reasons: [...candidate.reasons, 'site_history'] } : candidate
  })
}

/** Whether the desk was taught what codes that begin like this one are. */
export function isTaught(raw: string, taught: readonly TaughtRule[] = []): boolean {
  if (taught.length === 0 || raw.length > MAX_RAW) return false
  const text = normaliseTracking(raw)
  return !OWN_LABEL.test(text) && taught.some((rule) => matchesTaught(rule, text))
}

/** Every carrier whose number this can be, best first; empty when nothing matches. */
export function recogniseCarrier(raw: string, ctx: RecogniseContext = {}): Candidate[] {
  if (raw.length > MAX_RAW) return []
  const text = normaliseTracking(raw)
  if (OWN_LABEL.test(text)) return []
  const printed = printedForm(raw)
  const aim = ctx.aim?.replace(/^\]/, '') || null
  const found: Candidate[] = []
  if (PLAIN.test(printed)) {
    for (const rule of CARRIER_RULES) {
      const candidate = applyRule(rule, printed, aim)
      if (candidate !== null) found.push(candidate)
    }
  }
  // What a desk teaches may be shorter than any published format, or carry punctuation.
  return rank(deduplicate(addTaught(found, ctx.taught ?? [], text)), ctx.siteShare)
}

const isTelling = (rule: CarrierRule): boolean =>
  rule.evidence !== 'shape' && SCORE[rule.evidence].checked + (rule.adjust ?? 0) >= TELLING

/** A carrier's number that was read wrongly. */
export interface Misread {
  carrier: CarrierId
  /** How it shows: a wrong check digit, or an end that is missing. */
  fault: MisreadFault
}

/**
 * The carrier whose form a code has to the letter while its check digit is wrong, or whose form it has as far as it goes; null
 * when there is none, or when the code is as surely another carrier's number.
 */
export function misreadOf(raw: string): Misread | null {
  const printed = raw.length > MAX_RAW ? '' : printedForm(raw)
  if (OWN_LABEL.test(printed)) return null
  const slip = PLAIN.test(printed)
    ? CARRIER_RULES.find((rule) => isTelling(rule) && checkOf(rule, printed) === false)
    : undefined
  const meant = slip ?? CUT_FORMS.find(({ pattern }) => pattern.test(printed))
  if (meant === undefined) return null
  const isSurelyRead = recogniseCarrier(raw).some(({ reasons }) => !reasons.includes('shape'))
  return isSurelyRead ? null : { carrier: meant.carrier, fault: slip ? 'check' : 'cut' }
}

/** A published form with a check digit that a code has. */
export interface PublishedForm {
  carrier: CarrierId
  /** The check digit is right: not a misread number of that carrier, but one of its own. */
  isValid: boolean
}

/** The published form of another carrier that a code has, one with a right check digit before the others. */
export function publishedFormOf(raw: string, but: CarrierId): PublishedForm | null {
  const printed = raw.length > MAX_RAW ? '' : printedForm(raw)
  if (!PLAIN.test(printed) || CARRIER_RULES.some((rule) => rule.carrier === but && checkOf(rule, printed))) return null
  const forms = CARRIER_RULES.flatMap((rule): (PublishedForm & { rule: CarrierRule })[] => {
    const isValid = rule.carrier === but ? null : checkOf(rule, printed)
    // A length alone, in letters and digits of any kind, is nobody's form.
    const isVague = isValid === false && rule.evidence === 'shape' && /\D/.test(printed)
    return isValid === null || isVague ? [] : [{ rule, carrier: rule.carrier, isValid }]
  })
  const weight = ({ rule, isValid }: (typeof forms)[number]) => Number(isValid) * 2 + SCORE[rule.evidence].checked
  const [best] = forms.toSorted((a, b) => weight(b) - weight(a))
  return best ? { carrier: best.carrier, isValid: best.isValid } : null
}

/** All normalised numbers under which an earlier scan of this parcel may be stored, best first. */
export function aliasesOf(raw: string, ctx: RecogniseContext = {}): string[] {
  const numbers = recogniseCarrier(raw, ctx).map((candidate) => candidate.trackingNumber)
  // The printed form too: codes with punctuation were once kept so.
  const kept = raw.length > MAX_RAW ? [] : [normaliseTracking(raw), printedForm(raw)]
  return [...new Set([...numbers, ...kept])].filter((number) => number !== '')
}
