import { cleanLine, stripMisleading } from '../messaging/clean.ts'
import type { NoticeFacts } from './facts.ts'
import { fill, valuesOf } from './fill.ts'
import { foreignLetters, plainSigns, smsParts, withoutCostlyAccents } from './gsm7.ts'

const SHORTEST_NAME = 8

const inMessage = (text: string): string => cleanLine(plainSigns(stripMisleading(text)))

/**
 * A text message of one part: signs plain, no person's name, and of the building's name as much as there is room for. The
 * name loses accents that would turn the whole message into one with less than half the room; it is nobody's own name.
 */
export function smsText(facts: NoticeFacts, template: string): string {
  const values = { ...valuesOf(facts), name: '' }
  const building = withoutCostlyAccents(inMessage(facts.building))
  const letters = Array.from(building)
  const written = (name: string): string => inMessage(fill(template, { ...values, building: name }))
  const whole = written(building)
  if (smsParts(whole) === 1) return whole
  for (let length = letters.length - 1; length >= SHORTEST_NAME; length -= 1) {
    const shorter = written(`${letters.slice(0, length).join('').trimEnd()}.`)
    if (smsParts(shorter) === 1) return shorter
  }
  return foreignLetters(building).length === 0 ? whole : written(building.replaceAll(/[^\u0020-\u007e]/g, '').trim())
}

/** The text of a printed slip: it lies where anybody can read it, so it shows neither name nor code. */
export const slipText = (facts: NoticeFacts, template: string): string =>
  fill(template, { ...valuesOf(facts), name: '', pickup_code: '' }, (value) => cleanLine(stripMisleading(value)))
