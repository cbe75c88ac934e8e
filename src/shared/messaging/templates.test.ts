import { expect, it } from 'vitest'
import { participantId } from './ids.ts'
import {
  fillTemplate,
  misspeltVariables,
  nameVariables,
  openVariables,
  storeVariables,
  TEMPLATE_VARIABLES,
  unknownVariables,
  type TemplateValues,
  type TemplateVariable,
} from './templates.ts'

const values = (given: Partial<TemplateValues>): TemplateValues =>
  ({ ...Object.fromEntries(TEMPLATE_VARIABLES.map((name) => [name, null])), ...given }) as TemplateValues

it('names what is missing and leaves it in braces, so that no half-filled text looks finished', () => {
  const { text, missing } = fillTemplate('Bonjour {given_name}, colis {parcel_number}', values({ given_name: 'Léa' }))
  expect(text).toBe('Bonjour Léa, colis {parcel_number}')
  expect(missing).toEqual(['parcel_number'])
  expect(openVariables(text)).toEqual(['parcel_number'])
})
// Bug: a parcel of no known carrier was greeted as "Votre colis Autre / Other".
it('does without a value that there is nothing to say about, and without its space', () => {
  const body = 'Votre colis {carrier} (n° {parcel_number}) vous attend.'
  expect(fillTemplate(body, values({ carrier: '', parcel_number: 'A12' }))).toEqual({
    text: 'Votre colis (n° A12) vous attend.',
    missing: [],
  })
})
// Bug: a French reader had to write {parcel_number}.
it('shows variables under the reader’s names and stores them under its own', () => {
  const french: Partial<Record<TemplateVariable, string>> = { given_name: 'prénom', resident_name: 'nom du résident' }
  const nameOf = (variable: TemplateVariable) => french[variable] ?? variable
  const stored = 'Bonjour {given_name}, {resident_name} {unit} {nope}'
  const shown = 'Bonjour {prénom}, {nom du résident} {unit} {nope}'
  expect(nameVariables(stored, nameOf)).toBe(shown)
  expect(storeVariables(shown, nameOf)).toBe(stored)
  expect(storeVariables('{PRENOM} {Nom du  résident} {prén', nameOf)).toBe('{given_name} {resident_name} {prén')
  expect(storeVariables(stored, nameOf)).toBe(stored)
  expect(misspeltVariables(storeVariables('{prénm} {a b} {unit} {}', nameOf))).toEqual(['prénm', 'a b'])
})
it('does not fill a value a second time: a resident may be called {pickup_code}', () => {
  expect(fillTemplate('{given_name}', values({ given_name: '{pickup_code}', pickup_code: '123456' })).text).toBe(
    '{pickup_code}',
  )
})
it('takes a value with dollar signs as it is', () => {
  expect(fillTemplate('{given_name}', values({ given_name: "$& $1 $'" })).text).toBe("$& $1 $'")
})
it('finds a misspelt variable when the template is saved, not when it is sent', () => {
  expect(unknownVariables('{given_name} {pickupcode} {constructor} {Not} {a b}')).toEqual(['pickupcode', 'constructor'])
  expect(unknownVariables('{parcel} {parcel}')).toEqual(['parcel'])
})

it('two desks make the same place for a person in a conversation, and another one for anyone else', () => {
  const a = '01900000-0000-7000-8000-0000000000a1'
  const b = '0190aaaa-0000-7123-9000-0000000000b2'
  const id = participantId(a, b)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(participantId(a, b)).toBe(id)
  expect(participantId(a, '0190aaaa-0000-7123-9000-0000000000b3')).not.toBe(id)
})
