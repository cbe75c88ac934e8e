import { expect, it } from 'vitest'
import { participantId } from './ids.ts'
import { fillTemplate, openVariables, TEMPLATE_VARIABLES, unknownVariables, type TemplateValues } from './templates.ts'

const values = (given: Partial<TemplateValues>): TemplateValues =>
  ({ ...Object.fromEntries(TEMPLATE_VARIABLES.map((name) => [name, null])), ...given }) as TemplateValues

it('names what is missing and leaves it in braces, so that no half-filled text looks finished', () => {
  const { text, missing } = fillTemplate('Bonjour {given_name}, colis {parcel_number}', values({ given_name: 'Léa' }))
  expect(text).toBe('Bonjour Léa, colis {parcel_number}')
  expect(missing).toEqual(['parcel_number'])
  expect(openVariables(text)).toEqual(['parcel_number'])
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
