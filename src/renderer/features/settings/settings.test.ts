import { describe, expect, it } from 'vitest'
import { readLength, readPrefix } from './prefix.ts'
import { readings } from './readings.ts'

describe('teaching a carrier', () => {
  it('takes a prefix as people copy it from a label', () => {
    expect(readPrefix(' intl-c ')).toBe('INTLC')
    expect(readPrefix('a')).toBeNull()
    expect(readPrefix('AB.1/')).toBe('AB1')
    expect(readPrefix('./é')).toBeNull()
  })

  it('tells a length left out from a length that makes no sense', () => {
    expect(readLength('')).toBeNull()
    expect(readLength('18')).toBe(18)
    for (const wrong of ['3', '41', '12.5', 'x']) expect(readLength(wrong)).toBeUndefined()
  })
})

describe('readings', () => {
  it('offers each different reading once, and never the one in use', () => {
    const texts = { us: 'A-1', 'ca-fr': 'A-1', fr: 'Q)&', uk: 'Q)&' }
    const layouts = ['us', 'ca-fr', 'fr', 'uk'] as const
    expect(readings('A-1', layouts, (layout) => texts[layout])).toEqual([{ layout: 'fr', text: 'Q)&' }])
  })
})
