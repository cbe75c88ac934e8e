import { describe, expect, it } from 'vitest'
import { createCommandCodes } from './commandCodes.ts'

describe('who hears a command code', () => {
  it('asks what was drawn last first and stops where it is meant', () => {
    const asked: string[] = []
    const codes = createCommandCodes()
    codes.register(() => asked.push('below') > 0)
    codes.register(() => asked.push('top') > 0)
    expect(codes.offer('done')).toBe(true)
    expect(asked).toEqual(['top'])
  })

  it('is not meant on a screen that has gone, nor where nothing has a use for it', () => {
    const codes = createCommandCodes()
    const leave = codes.register(() => true)
    codes.register(() => false)
    leave()
    expect(codes.offer('next')).toBe(false)
  })
})
