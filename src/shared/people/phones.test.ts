import { describe, expect, it } from 'vitest'
import { firstPhone, keptPhones, localPhone, phoneAddress, phonesIn, unreadPhone, type Phone } from './phones.ts'

const mobile: Phone = { sms: true, e164: '+15145550123', label: 'mobile', typed: '5145550123', extension: null }
const work: Phone = { sms: false, e164: '+14385550199', label: 'work', typed: '(438) 555-0199 p.4', extension: '4' }

describe('the telephones of a column', () => {
  it('are read as they were kept', () => {
    expect(phonesIn(keptPhones([mobile, work]))).toEqual([mobile, work])
  })

  // Bug: a list that another program wrote closed the person's page.
  it.each(['', 'null', '{}', '[1, null, "514"]', '[{"e164": 5}]', '[{}]'])('written wrongly as %s are none', (json) => {
    expect(phonesIn(json)).toEqual([])
  })

  it('with fields that are missing or unknown are taken as far as they go', () => {
    expect(phonesIn('[{"typed":"514 555-0123","label":"fax","colour":"red"}]')).toEqual([unreadPhone('514 555-0123')])
    expect(phonesIn('[{"e164":"+15145550123"}]')).toMatchObject([{ typed: '+15145550123', e164: '+15145550123' }])
  })
})

describe('a telephone', () => {
  it('is written as people here do, and one from elsewhere as it was typed', () => {
    expect(localPhone(mobile)).toBe('514 555-0123')
    expect(localPhone({ e164: '+33612345678', typed: '+33 6 12 34 56 78' })).toBe('+33 6 12 34 56 78')
    expect(localPhone({ e164: null, typed: '555-0123' })).toBe('555-0123')
  })

  it('is called by its number and extension; words cannot be called', () => {
    expect(phoneAddress(work)).toBe('tel:+14385550199;ext=4')
    expect(phoneAddress(unreadPhone('555-0123'))).toBe('tel:5550123')
    expect(phoneAddress(unreadPhone('demander au voisin'))).toBeNull()
  })

  it('to use first takes SMS, else is a number', () => {
    expect(firstPhone([unreadPhone('?'), work, mobile])).toBe(mobile)
    expect(firstPhone([unreadPhone('?'), work])).toBe(work)
    expect(firstPhone([])).toBeUndefined()
  })
})
