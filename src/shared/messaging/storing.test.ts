import { expect, it } from 'vitest'
import { isFinalRefusal } from './storing.ts'

// Bug: a file that will never be taken holds every later act up, or one with an old token is given up for good.
it('tells what Storage will never take from what it takes another time', () => {
  for (const [status, message] of [
    [400, 'Invalid key: a\u0000b'],
    [404, 'Bucket not found'],
    [413, 'The object exceeded the maximum allowed size'],
    [415, 'mime type text/html is not supported'],
    [422, 'invalid content'],
    [403, 'new row violates row-level security policy'],
  ] as const)
    expect(isFinalRefusal(status, message), message).toBe(true)
  for (const [status, message] of [
    [0, 'fetch failed'],
    [400, 'jwt expired'],
    [400, '"exp" claim timestamp check failed'],
    [400, "headers must have required property 'authorization'"],
    [403, 'jwt expired'],
    [403, 'Invalid Compact JWS'],
    [429, 'Too many requests'],
    [500, 'Internal Server Error'],
    [544, 'The database timed out'],
  ] as const)
    expect(isFinalRefusal(status, message), message).toBe(false)
})
