import { describe, expect, it } from 'vitest'
import { TABLES } from '../sync/tables.ts'
import { BUILDING_KEYS, BUILDING_SETTINGS } from './list.ts'
import { readTime, readValue, readZone, typedOf, type Shape } from './shapes.ts'

const read = (shape: Shape, typed: string) => {
  const reading = readValue(shape, typed)
  return 'problem' in reading ? reading.problem : reading.value
}

describe('a setting as it is typed', () => {
  // Bug: a value that the screen took was refused by the server hours later, or the default itself was out of bounds.
  it('is read as it is shown, for the default of each', () => {
    for (const key of BUILDING_KEYS) {
      const { shape } = BUILDING_SETTINGS[key]
      const column = TABLES.buildings[key]
      const kept = 'default' in column ? column.default : 'Les Lofts'
      expect([key, JSON.stringify(read(shape, typedOf(shape, kept)))]).toEqual([key, JSON.stringify(kept)])
    }
  })

  it('is a time zone that there is, by its name in any case or its city', () => {
    for (const [typed, zone] of [
      ['America/Toronto', 'America/Toronto'],
      ['america/vancouver', 'America/Vancouver'],
      [' New York ', 'America/New_York'],
      ['halifax', 'America/Halifax'],
      ['UTC', 'UTC'],
    ] as const)
      expect([typed, readZone(typed)]).toEqual([typed, zone])
    for (const wrong of ['Mars/Base', '', '+05:00', 'Toronto/America', '../etc']) {
      expect([wrong, readZone(wrong)]).toEqual([wrong, null])
      expect(read({ kind: 'zone' }, wrong)).toBe('no_such_zone')
    }
  })

  // Bug: quiet hours over midnight were refused, or meant the whole day.
  it('is hours of a day, over midnight too, never all of them', () => {
    const hours = (typed: string) => read({ kind: 'hours' }, typed)
    expect(hours('22:00-07:00')).toBe('22:00-07:00')
    expect(hours('22 h – 7 h 30')).toBe('22:00-07:30')
    expect(hours('12-13:30')).toBe('12:00-13:30')
    expect([hours(''), hours('-')]).toEqual(['', ''])
    for (const wrong of ['22:00', '24:00-7:00', '22:60-7:00', '7-7', '7:00-07:00', '1-2-3', 'soir-matin'])
      expect([wrong, hours(wrong)]).toEqual([wrong, 'no_hours'])
    expect([readTime('7'), readTime('23h59'), readTime('7:5'), readTime('')]).toEqual(['07:00', '23:59', null, null])
  })

  it('is a number within its bounds, or days in their order', () => {
    const grace = BUILDING_SETTINGS.notice_grace_minutes.shape
    expect([read(grace, '0'), read(grace, ' 240 '), read(grace, '15')]).toEqual([0, 240, 15])
    for (const wrong of ['241', '-1', '1.5', '', 'x', '99999', '1e2'])
      expect([wrong, read(grace, wrong)]).toEqual([wrong, 'out_of_bounds'])
    const days = BUILDING_SETTINGS.reminder_days.shape
    expect([read(days, '7, 3; 3'), read(days, '')]).toEqual(['[3,7]', '[]'])
    for (const wrong of ['0', '91', '1 2 3 4 5 6']) expect([wrong, read(days, wrong)]).toEqual([wrong, 'out_of_bounds'])
    expect(read(days, 'trois')).toBe('no_days')
  })

  it('is numbers of hours, days of the week and channels, a time of day or one address', () => {
    const hours = BUILDING_SETTINGS.food_reminder_hours.shape
    expect([read(hours, '5 2'), read(hours, ''), read(hours, '73')]).toEqual(['[2,5]', '[]', 'out_of_bounds'])
    // Bug: half an hour stopped the reminders of all parcels on the server.
    for (const wrong of ['2.5', 'deux']) expect(read(hours, wrong)).toBe('no_hour_counts')
    const week: Shape = { kind: 'weekdays' }
    expect([read(week, '5,1'), typedOf(week, '[1,5]')]).toEqual(['[1,5]', '1,5'])
    const ways: Shape = { kind: 'channels' }
    expect([read(ways, 'sms'), read(ways, 'sms,email')]).toEqual(['["sms"]', '["email","sms"]'])
    for (const [shape, wrongs] of [
      [week, ['', '0', '8', '1,1', '1,8']],
      [ways, ['', 'none', 'email,fax']],
    ] as const)
      for (const wrong of wrongs) expect([wrong, read(shape, wrong)]).toEqual([wrong, 'choose_one'])
    const time: Shape = { kind: 'time' }
    expect([read(time, '9 h 30'), read(time, '24:00'), read(time, '')]).toEqual(['09:30', 'no_time', 'no_time'])
    // Bug: an address with a name before it was saved, and letters were sent without it.
    const { shape } = BUILDING_SETTINGS.notice_reply_to
    expect([read(shape, ' accueil@lofts.ca '), read(shape, '')]).toEqual(['accueil@lofts.ca', ''])
    for (const wrong of ['Accueil <accueil@lofts.ca>', 'a@b.ca, c@d.ca', 'accueil', 'a@b.ca\nBcc: c@d.ca'])
      expect([wrong, read(shape, wrong)]).toEqual([wrong, 'no_email'])
    expect(read(shape, `${'a'.repeat(64)}@${'b'.repeat(256)}`)).toBe('too_long')
  })

  it('is a country of the list, and languages that the program speaks', () => {
    expect([read({ kind: 'country' }, 'fr'), read({ kind: 'country' }, 'ZZ')]).toEqual(['FR', 'no_such_country'])
    expect(read({ kind: 'languages' }, 'en,fr')).toBe('["en","fr"]')
    for (const wrong of ['', 'de', 'fr,de', 'fr,fr'])
      expect([wrong, read({ kind: 'languages' }, wrong)]).toEqual([wrong, 'missing'])
  })
})
