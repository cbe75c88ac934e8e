import { expect, it } from 'vitest'
import { uploadOutcome } from './storage.ts'

// Bug: a file that will never be taken holds every later act up, one with an old token is given up for good, and one that has
// arrived is sent again for ever.
it.each([
  [409, 'The resource already exists', 'stored'],
  [400, 'Invalid key: a\u0000b', 'refused'],
  [404, 'Bucket not found', 'refused'],
  [413, 'The object exceeded the maximum allowed size', 'refused'],
  [415, 'mime type text/html is not supported', 'refused'],
  [422, 'invalid content', 'refused'],
  [403, 'new row violates row-level security policy', 'refused'],
  [0, 'fetch failed', 'again'],
  [400, 'jwt expired', 'again'],
  [400, '"exp" claim timestamp check failed', 'again'],
  [400, "headers must have required property 'authorization'", 'again'],
  [403, 'jwt expired', 'again'],
  [403, 'Invalid Compact JWS', 'again'],
  [429, 'Too many requests', 'again'],
  [500, 'Internal Server Error', 'again'],
  [544, 'The database timed out', 'again'],
])('an answer of %i (%s) means %s', (status, message, meaning) => {
  expect(uploadOutcome(status, message)).toBe(meaning)
})
