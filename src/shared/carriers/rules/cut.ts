import type { CarrierId } from '../types.ts'

/**
 * Numbers that lost their end: what is left of a form whose beginning alone tells the carrier. Forms that begin with any letter
 * or digit are not here: a piece of them is nobody's.
 */
export const CUT_FORMS: readonly { carrier: CarrierId; pattern: RegExp }[] = [
  { carrier: 'ups', pattern: /^1Z[0-9A-Z]{3,15}$/ },
  { carrier: 'amazon', pattern: /^TB[ACM](?:\d{3,11}|[A-Z]{3}\d{1,8})$/ },
  { carrier: 'intelcom', pattern: /^INTL(?:CM[0-9A-Z]{1,5}|[A-Z]{3}\d{1,8})$/ },
  { carrier: 'uniuni', pattern: /^UUS(?=[0-9A-Z]*\d{3})[0-9A-Z]{3,12}$/ },
  { carrier: 'dhl', pattern: /^(?:JJD\d{3,8}|JD\d{6,15}|JVGL\d{3,8})$/ },
  { carrier: 'landmark', pattern: /^LTN(?:\d{3,8}|\d{8}N)$/ },
  { carrier: 'gofo', pattern: /^GFUS\d{3,13}$/ },
  { carrier: 'yunexpress', pattern: /^YT\d{6,15}$/ },
  { carrier: 'lasership', pattern: /^1LS(?:7[12]\d{3,9}|CX[0-9A-Z]{1,9})$/ },
]
