import { expect, it } from 'vitest'
import { markAsFromElsewhere } from './webMark.ts'

const marked = async (platform: string, fails = false) => {
  const written: [string, string][] = []
  await markAsFromElsewhere(String.raw`C:\Users\desk\bail.pdf`, {
    platform,
    write: async (path, text) => {
      if (fails) throw Object.assign(new Error('no streams'), { code: 'EINVAL' })
      written.push([path, text])
    },
  })
  return written
}

// Bug: a file of a stranger opened on Windows as if it had been made there.
it('a saved file carries the mark of the web on Windows, and is saved all the same where no mark can be', async () => {
  expect(await marked('win32')).toEqual([
    [String.raw`C:\Users\desk\bail.pdf:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n'],
  ])
  expect(await marked('win32', true)).toEqual([])
  expect(await marked('linux')).toEqual([])
})
