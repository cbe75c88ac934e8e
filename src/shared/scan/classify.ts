import { aliasesOf, isTaught, misreadOf, normaliseTracking, printedForm, recogniseCarrier } from '../carriers/index.ts'
import type { Candidate, CarrierId, MisreadFault, RecogniseContext } from '../carriers/index.ts'
import { isContainer, readContainer } from './container.ts'
import { GS, unwrapFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import { GS1_AIMS, parseGs1 } from './gs1.ts'
import { parseOwnCode } from './ownCode.ts'
import type { OwnCodeType } from './ownCode.ts'
import { hasGs1CheckDigit, isRetailNumber } from './retail.ts'

/** What a barcode turned out to be, for the desk to act on. */
export type ScanClass =
  | { kind: 'own'; type: OwnCodeType; code: string; full: string }
  | { kind: 'own_damaged'; full: string }
  | { kind: 'tracking'; candidates: Candidate[]; aliases: string[]; raw: string }
  | { kind: 'wrong_barcode'; why: WrongBarcode; raw: string }
  | { kind: 'too_long'; length: number }
  | { kind: 'corrupt'; raw: string }
  /** A carrier's own form with a wrong check digit, or without its end. */
  | { kind: 'misread'; carrier: CarrierId; fault: MisreadFault; raw: string; normalised: string; aliases: string[] }
  | { kind: 'unknown'; raw: string; normalised: string; aliases: string[] }

/** Which wrong barcode of the label was read, hence which one to scan instead. */
export type WrongBarcode = 'routing' | 'postal' | 'url' | 'product' | 'return_or_other'

export interface ScanInput {
  text: string
  /** AIM identifier, when the scanner reports it apart from the text. */
  aim?: string | null
  /** The transport saw damage: lost characters, a wrong checksum, bytes that are no text. */
  corrupt?: boolean
}

const MAX_TEXT = 2048
const LINK = /^(?:[a-z][a-z0-9+.-]{1,30}:\/\/|www\.|[a-z0-9][a-z0-9.-]{0,60}\.[a-z]{2,12}\/)/i
const NOT_A_PARCEL =
  /^(?:mailto:|tel:|sms:|smsto:|geo:|wifi:|mecard:|begin:v(?:card|event|calendar)|otpauth:|bitcoin:)/i
const CANADIAN_POSTAL = /^\d?[ABCEGHJ-NPRSTVXY]\d[A-Z]\d[A-Z]\d$/
const ZIP_ROUTING = /^420(?:\d{5}|\d{9})$/
const COUNTRY_ROUTING = /^421(?:124[A-Z]\d[A-Z]\d[A-Z]\d|840\d{5}(?:\d{4})?)$/
const PALLET = /^00\d{18}$/

function tracking(raw: string, candidates: Candidate[], text: string, ctx: RecogniseContext): ScanClass {
  const numbers = candidates.map((candidate) => candidate.trackingNumber)
  // The text of a container is no number; that of a linear barcode may have been kept as it is.
  const fallback = isContainer(text) ? [] : aliasesOf(text, ctx)
  return { kind: 'tracking', candidates, aliases: [...new Set([...numbers, ...fallback])], raw }
}

function misread(raw: string, text: string, ctx: RecogniseContext): ScanClass | null {
  const found = misreadOf(text)
  if (found === null) return null
  return { kind: 'misread', ...found, raw, normalised: normaliseTracking(text), aliases: aliasesOf(text, ctx) }
}

function wrongWithoutCandidate(text: string): WrongBarcode | null {
  if (ZIP_ROUTING.test(text) || COUNTRY_ROUTING.test(text)) return 'routing'
  if (CANADIAN_POSTAL.test(text)) return 'postal'
  return isRetailNumber(text) ? 'product' : null
}

function classifyGs1(frame: Frame, raw: string, ctx: RecogniseContext): ScanClass | null {
  const joined = frame.text.replaceAll(GS, '')
  if (PALLET.test(joined) || ZIP_ROUTING.test(joined) || COUNTRY_ROUTING.test(joined)) {
    return { kind: 'wrong_barcode', why: 'routing', raw }
  }
  const wrong = misread(raw, joined, ctx)
  if (wrong !== null) return wrong
  const candidates = recogniseCarrier(joined, ctx)
  if (candidates.length > 0) return tracking(raw, candidates, joined, ctx)
  const elements = parseGs1(frame.text)
  if (elements === null) return null
  for (const { ai, value } of elements) {
    if (!/^(?:40[0-2]|9\d|21|37)/.test(ai)) continue
    const inside = recogniseCarrier(value, ctx)
    if (inside.length > 0) return tracking(raw, inside, value, ctx)
    const slip = misread(raw, value, ctx)
    if (slip !== null) return slip
  }
  const has = (pattern: RegExp): boolean => elements.some(({ ai }) => pattern.test(ai))
  if (has(/^0[1-3]$/)) return { kind: 'wrong_barcode', why: 'product', raw }
  if (has(/^(?:00|403|42[0-7])$/)) return { kind: 'wrong_barcode', why: 'routing', raw }
  return has(/^9/) ? null : { kind: 'wrong_barcode', why: 'return_or_other', raw }
}

function classifyLinear(frame: Frame, raw: string, ctx: RecogniseContext): ScanClass {
  const printed = printedForm(frame.text)
  // Retail symbols are read as such by the scanner: whatever their digits spell, they are goods.
  if (frame.aim !== null && /^E\d$/.test(frame.aim) && /^\d+$/.test(printed)) {
    return { kind: 'wrong_barcode', why: 'product', raw }
  }
  if ((frame.aim !== null && GS1_AIMS.has(frame.aim)) || frame.text.includes(GS)) {
    const found = classifyGs1(frame, raw, ctx)
    if (found !== null) return found
  }
  const wrong = misread(raw, frame.text, ctx)
  if (wrong !== null) return wrong
  const candidates = recogniseCarrier(frame.text, ctx)
  // Interleaved 2 of 5 with fourteen digits and an article number's check digit: the outer box of goods.
  const carton = frame.aim?.startsWith('I') === true && printed.length === 14 && isRetailNumber(printed)
  if (candidates.length > 0 && !carton) return tracking(raw, candidates, frame.text, ctx)
  if (PALLET.test(printed) && hasGs1CheckDigit(printed.slice(2))) return { kind: 'wrong_barcode', why: 'routing', raw }
  const why = wrongWithoutCandidate(printed)
  if (why !== null) return { kind: 'wrong_barcode', why, raw }
  return { kind: 'unknown', raw, normalised: normaliseTracking(frame.text), aliases: aliasesOf(frame.text, ctx) }
}

/** Decides what a scan is; pure, total and quick whatever the text. */
export function classifyScan(input: ScanInput, ctx: Omit<RecogniseContext, 'aim'> = {}): ScanClass {
  const raw = input.text
  if (input.corrupt === true || raw.includes('\uFFFD')) return { kind: 'corrupt', raw }
  const frame = unwrapFrame(input)
  const own = parseOwnCode(frame.text)
  if (own !== null) {
    const full = frame.text.trim().toUpperCase()
    return own === 'damaged' ? { kind: 'own_damaged', full } : { kind: 'own', type: own.type, code: own.body, full }
  }

  const context: RecogniseContext = { ...ctx, aim: frame.aim }
  if (isContainer(frame.text)) {
    const candidates = readContainer(frame.text, context)
    if (candidates.length > 0) return tracking(raw, candidates, frame.text, context)
    if (frame.text.length > MAX_TEXT) return { kind: 'too_long', length: raw.length }
    return { kind: 'wrong_barcode', why: 'return_or_other', raw }
  }
  // What the desk was taught comes before everything that a code may look like.
  if (isTaught(frame.text, context.taught))
    return tracking(raw, recogniseCarrier(frame.text, context), frame.text, context)
  if (frame.text.length > MAX_TEXT) return { kind: 'too_long', length: raw.length }
  if (LINK.test(frame.text)) return { kind: 'wrong_barcode', why: 'url', raw }
  if (NOT_A_PARCEL.test(frame.text)) return { kind: 'wrong_barcode', why: 'return_or_other', raw }
  return classifyLinear(frame, raw, context)
}
