import { afterAll, beforeAll, describe, expect } from 'vitest'
import { pngHeader } from '../../src/shared/messaging/files/testing.ts'
import { attack } from './support/attack.ts'
import { openWatchedDesk, type WatchedDesk } from './support/watchedDesk.ts'

let desk: WatchedDesk
let conversationId = ''
beforeAll(async () => {
  desk = await openWatchedDesk()
  conversationId = desk.rows<{ id: string }>('SELECT id FROM conversations LIMIT 1')[0]!.id
})
afterAll(() => desk.close())

const PDF = new TextEncoder().encode('%PDF-1.7')
const add = (name: string, type: 'application/pdf' | 'image/png', bytes: Uint8Array) =>
  desk.desk.request('messages.addAttachment', { conversationId, name, type, bytes, width: 10, height: 10 })

describe('files', () => {
  attack('a resident names a program as a document', async () => {
    for (const [given, kept] of [
      ['facture.bat', 'facture.pdf'],
      ['bail.lnk', 'bail.pdf'],
      ['facture.pdf      .hta', 'facture.pdf'],
      ['facture\u202efdp.scr', 'facturefdp.pdf'],
      ['CON', '_CON.pdf'],
      ['bail.pdf. . .', 'bail.pdf'],
    ] as const) {
      const answer = await add(given, 'application/pdf', PDF)
      expect(answer).toMatchObject({ ok: true, data: { name: kept } })
      const { id } = (answer as { data: { id: string } }).data
      expect(await desk.ask('messages.openAttachment', { id })).toMatchObject({ name: kept, type: 'application/pdf' })
    }
    expect(await add('facture.pdf', 'application/pdf', new TextEncoder().encode('MZ'))).toMatchObject({
      error: { data: { reason: 'ATTACHMENT_TYPE' } },
    })
  })

  attack('a resident sends a picture of 64 KB and 529 million dots', async () => {
    expect(await add('photo.png', 'image/png', pngHeader(23_000, 23_000))).toMatchObject({
      error: { data: { reason: 'ATTACHMENT_TOO_LARGE' } },
    })
    expect(await add('photo.png', 'image/png', pngHeader(640, 480))).toMatchObject({
      data: { width: 640, height: 480 },
    })
  })
})
