import { expect, it } from 'vitest'
import { createDoubleReads } from './doubleRead.ts'
import type { Scan } from './scan.ts'

const read = (text: string, at: number, corrupt = false): Scan => ({
  text,
  aim: null,
  corrupt,
  at,
  via: 'hid',
  wedge: null,
})

it('ignores the scanner reading twice, but not a person scanning again later, nor another code', () => {
  const reads = createDoubleReads()
  expect(reads.isDouble(read('A', 1_000))).toBe(false)
  expect(reads.isDouble(read('A', 1_300))).toBe(true)
  expect(reads.isDouble(read('B', 1_400))).toBe(false)
  expect(reads.isDouble(read('A', 1_500))).toBe(false)
  expect(reads.isDouble(read('A', 3_500))).toBe(false)
})

// Bug: each further read began the two seconds anew, so that a person who kept trying was never heard.
it('counts from the first read', () => {
  const reads = createDoubleReads()
  reads.isDouble(read('A', 0))
  expect(reads.isDouble(read('A', 1_500))).toBe(true)
  expect(reads.isDouble(read('A', 2_500))).toBe(false)
})

// Bug: a parcel that was put down could not be scanned again at once.
it('means the next read when the answer was put away, and counts anew from it', () => {
  const reads = createDoubleReads()
  reads.isDouble(read('A', 0))
  reads.forget()
  expect(reads.isDouble(read('A', 100))).toBe(false)
  expect(reads.isDouble(read('A', 200))).toBe(true)
})

it('takes what follows a garbled read for the second try, garbled or not', () => {
  const reads = createDoubleReads()
  expect(reads.isDouble(read('779', 0, true))).toBe(false)
  expect(reads.isDouble(read('779', 100, true))).toBe(false)
  expect(reads.isDouble(read('779', 200))).toBe(false)
  expect(reads.isDouble(read('779', 300))).toBe(true)
})

it('is not misled by a read whose time lies before the first one', () => {
  const reads = createDoubleReads()
  reads.isDouble(read('A', 1_000))
  expect(reads.isDouble(read('A', 500))).toBe(false)
})
