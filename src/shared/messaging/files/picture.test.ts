import { describe, expect, it } from 'vitest'
import { checkFile } from './check.ts'
import { isTooLarge, pictureSize } from './picture.ts'
import { jpegHeader, pngHeader, webpHeader } from './testing.ts'

// Bug: a small file that says it is 23 000 dots wide took gigabytes once it was decoded.
describe('a picture is measured before it is decoded', () => {
  it.each([
    [1, 1],
    [2048, 1536],
    [8064, 6048],
    [16_383, 16_000],
  ])('%i x %i', (width, height) => {
    expect(pictureSize('image/png', pngHeader(width, height))).toEqual({ width, height })
    expect(pictureSize('image/jpeg', jpegHeader(width, height))).toEqual({ width, height })
    for (const form of ['VP8 ', 'VP8L', 'VP8X'] as const)
      expect(pictureSize('image/webp', webpHeader(form, width, height)), form).toEqual({ width, height })
  })

  it('takes the largest of several frames that a JPEG declares', () => {
    const [small, large] = [jpegHeader(10, 10), jpegHeader(20_000, 20_000)]
    const both = new Uint8Array([...small, ...large.subarray(2)])
    expect(pictureSize('image/jpeg', both)).toEqual({ width: 20_000, height: 20_000 })
  })

  it('is none when it ends early, lies about its kind or has no dots', () => {
    expect(pictureSize('image/png', pngHeader(5, 5).subarray(0, 20))).toBeNull()
    expect(pictureSize('image/png', jpegHeader(5, 5))).toBeNull()
    expect(pictureSize('image/png', pngHeader(0, 5))).toBeNull()
    expect(pictureSize('image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0x00))).toBeNull()
    expect(pictureSize('image/webp', webpHeader('VP8 ', 5, 5).subarray(0, 20))).toBeNull()
    expect(pictureSize('application/pdf', pngHeader(5, 5))).toBeNull()
  })

  it('lets the photograph of a telephone through and no more', () => {
    expect(isTooLarge({ width: 8064, height: 6048 })).toBe(false)
    expect(isTooLarge({ width: 23_000, height: 23_000 })).toBe(true)
  })
})

describe('what may be part of a message', () => {
  it('is of its type and, when it is a picture, no larger than the program makes them', () => {
    expect(checkFile('image/png', pngHeader(2048, 10))).toEqual({ ok: true, size: { width: 2048, height: 10 } })
    expect(checkFile('image/png', pngHeader(2049, 10))).toEqual({ ok: false, code: 'ATTACHMENT_TOO_LARGE' })
    expect(checkFile('image/png', jpegHeader(10, 10))).toEqual({ ok: false, code: 'ATTACHMENT_TYPE' })
    expect(checkFile('image/png', new Uint8Array())).toEqual({ ok: false, code: 'ATTACHMENT_TYPE' })
    expect(checkFile('application/pdf', new TextEncoder().encode('%PDF-1.7'))).toEqual({ ok: true, size: null })
    expect(checkFile('application/pdf', new TextEncoder().encode('MZ'))).toEqual({ ok: false, code: 'ATTACHMENT_TYPE' })
  })
})
