import type { CarrierRule } from '../types.ts'
import { CANADIAN_RULES, PUROLATOR_RULES } from './canadian.ts'
import { AMAZON_RULES, DHL_RULES, FOREIGN_RULES } from './couriers.ts'
import { FEDEX_RULES } from './fedex.ts'
import { CANADA_POST_RULES, OTHER_POST_RULES, USPS_RULES } from './posts.ts'
import { UPS_RULES } from './ups.ts'

/** Every built-in format; the order decides between readings that nothing else separates. */
export const CARRIER_RULES: readonly CarrierRule[] = [
  ...UPS_RULES,
  ...CANADA_POST_RULES,
  ...PUROLATOR_RULES,
  ...FEDEX_RULES,
  ...AMAZON_RULES,
  ...CANADIAN_RULES,
  ...USPS_RULES,
  ...DHL_RULES,
  ...FOREIGN_RULES,
  ...OTHER_POST_RULES,
]
