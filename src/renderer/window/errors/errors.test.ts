import { setupI18n } from '@lingui/core'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../shared/contract/errors.ts'
import { messages as fr } from '../i18n/locales/fr.po'
import { RequestFailure } from '../data/bridge.ts'
import { ERROR_WORDS, errorWords } from './errors.ts'

const i18n = setupI18n({ locale: 'fr', messages: { fr } })
const place = { locale: 'fr', timeZone: 'America/Toronto' }
const say = (error: unknown) => i18n._(errorWords(error, place))

describe('the words of a refusal', () => {
  it('are there for every code', () => {
    expect(Object.keys(ERROR_WORDS).toSorted()).toEqual(Array.from(ERROR_CODES).toSorted())
  })

  it('say who, when and which if main told, and never show a hole if it did not', () => {
    const facts = { shortNumber: 'A12', to: 'Anh', at: '2025-11-22T19:05:00.000Z', by: 'Nadia' }
    const told = say(new RequestFailure({ code: 'ALREADY_HANDED_OVER', data: facts }))
    expect(told).toMatch(/A12.*Anh.*14\sh\s05.*Nadia/)
    const untold = say(new RequestFailure({ code: 'ALREADY_HANDED_OVER', data: { shortNumber: 'A12' } }))
    expect(untold).not.toMatch(/undefined|null|\{/)
  })

  it('stand for a bug too, without its stack', () => {
    expect(say(new TypeError('x is not a function'))).toBe(i18n._(ERROR_WORDS.INTERNAL))
  })
})
