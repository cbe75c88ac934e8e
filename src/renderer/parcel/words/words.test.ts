import { expect, it } from 'vitest'
import { actWords } from '../../project/syncWords.ts'
import { carrierMark, carrierName } from './words.ts'

// Bug: a carrier or an act that another program called "constructor" was looked up in what every object has.
it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
  expect(carrierMark(name)).toBe(name.slice(0, 4).toUpperCase())
  expect(carrierName(name, { locale: 'fr' })).toBeTypeOf('string')
  expect(actWords(name)).toEqual(actWords('something.new'))
})
