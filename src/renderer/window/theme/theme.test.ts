import { describe, expect, it } from 'vitest'
import { resolveTheme } from './theme.ts'

describe('the look', () => {
  it('follows the system only when asked to, contrast before darkness', () => {
    expect(resolveTheme('system', { contrast: true, dark: true })).toBe('contrast')
    // Bug: whoever asks the system for more contrast on light ground got black.
    expect(resolveTheme('system', { contrast: true, dark: false })).toBe('contrast_light')
    expect(resolveTheme('system', { contrast: false, dark: true })).toBe('dark')
    expect(resolveTheme('system', { contrast: false, dark: false })).toBe('light')
    expect(resolveTheme('light', { contrast: true, dark: true })).toBe('light')
  })
})
