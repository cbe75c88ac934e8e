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

  it('is a country of the list, and languages that the program speaks', () => {
    expect([read({ kind: 'country' }, 'fr'), read({ kind: 'country' }, 'ZZ')]).toEqual(['FR', 'no_such_country'])
    expect(read({ kind: 'languages' }, 'en,fr')).toBe('["en","fr"]')
    for (const wrong of ['', 'de', 'fr,de', 'fr,fr'])
      expect([wrong, read({ kind: 'languages' }, wrong)]).toEqual([wrong, 'missing'])
  })
})
