import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'

const desk = deskForAll()
let conversationId = ''
const sent = new Map<string, string>()

async function send(body: string): Promise<void> {
  const id = uuidv7()
  sent.set(body, id)
  await desk.ask('messages.send', { conversationId, message: { id, body } })
}
const hits = async (text: string, limit = 20) => desk.ask('messages.search', { text, limit })
const bodies = async (text: string) => {
  const found = new Set((await hits(text)).map(({ messageId }) => messageId))
  return [...sent].filter(([, id]) => found.has(id)).map(([body]) => body)
}

beforeAll(async () => {
  const [hit] = await desk.ask('search.addressee', { text: '1204' })
  conversationId = uuidv7()
  await desk.ask('messages.start', {
    id: conversationId,
    subject: 'Zythum : dégât d’eau',
    residentIds: [hit!.residentId!],
    message: { id: uuidv7(), body: 'Quidnunc' },
  })
  for (const body of [
    'Le chœur répète à l’étage xylophone',
    'A kaleidoscope broke',
    'Kaléidoscopes réparés, merci',
    'kal',
  ])
    await send(body)
})

describe('the search in messages', () => {
  it('ignores accents and case, and reads œ as oe', async () => {
    expect(await bodies('CHOEUR etage')).toEqual(['Le chœur répète à l’étage xylophone'])
    expect(await bodies('chœur')).toEqual(['Le chœur répète à l’étage xylophone'])
  })

  // Bug: the index knows beginnings of five letters only; a longer one finds too much, or nothing.
  it('finds a word by its beginning, however much of it is typed', async () => {
    const both = ['A kaleidoscope broke', 'Kaléidoscopes réparés, merci']
    expect(await bodies('ka')).toEqual([...both, 'kal'])
    expect(await bodies('kalei')).toEqual(both)
    expect(await bodies('kaleidosc')).toEqual(both)
    expect(await bodies('kaleidoscopes')).toEqual(['Kaléidoscopes réparés, merci'])
    expect(await bodies('kaleidoscopic')).toEqual([])
  })

  // Bug: only the newest messages with the same first five letters were looked at; a rarer word behind them was not found
  // while it was typed, and then was, with its last letter.
  it('finds a rare word behind many newer ones that begin alike', async () => {
    await send('Quarantenaire')
    for (let i = 0; i < 8; i++) await send(`Quarante-${i}`)
    for (const typed of ['quaranten', 'quarantenair', 'quarantenaire'])
      expect((await hits(typed, 1)).map(({ messageId }) => messageId)).toEqual([sent.get('Quarantenaire')])
  })

  it('wants every word, in any order', async () => {
    expect(await bodies('xylophone choeur')).toHaveLength(1)
    expect(await bodies('xylophone kaleidoscope')).toHaveLength(0)
  })

  it('finds conversations by subject, and by the name of who takes part', async () => {
    expect((await hits('zythum eau'))[0]).toMatchObject({ conversation: { id: conversationId }, messageId: null })
    const { residents } = await desk.ask('messages.conversation', { id: conversationId })
    expect((await hits(residents[0]!.name)).map(({ conversation }) => conversation.id)).toContain(conversationId)
  })

  it('knows the subject of a conversation that has begun since, and whatever becomes of it', async () => {
    const ids: string[] = []
    const found = async () => (await hits('ytterbium')).map(({ conversation }) => conversation.id)
    const [hit] = await desk.ask('search.addressee', { text: '1204' })
    for (const subject of ['Ytterbium un', 'Ytterbium deux']) {
      expect(await found()).toEqual(ids)
      ids.unshift(uuidv7())
      await desk.ask('messages.start', {
        id: ids[0]!,
        subject,
        residentIds: [hit!.residentId!],
        message: { id: uuidv7(), body: 'Bonjour' },
      })
    }
    expect(await found()).toEqual(ids)
    await desk.ask('messages.setStatus', { conversationId: ids[1]!, status: 'closed' })
    expect(await found()).toEqual(ids)
  })

  it('leads to the place of a message in its thread', async () => {
    const hit = (await hits('xylophone'))[0]!
    const { items } = await desk.ask('messages.thread', { conversationId, offset: hit.offset!, limit: 1 })
    expect(items[0]).toMatchObject({ id: hit.messageId })
  })

  // Bug: what was taken back is still found by its words.
  it('forgets what was edited away or removed', async () => {
    const id = sent.get('kal')!
    await desk.ask('messages.edit', { messageId: id, body: 'Rhizome' })
    expect((await hits('rhizome')).map(({ messageId }) => messageId)).toEqual([id])
    await desk.ask('messages.remove', { messageId: id })
    expect(await hits('rhizome')).toEqual([])
  })

  // Bug: signs of the index's own language in what somebody types end in an error.
  it('takes anything that is typed', async () => {
    for (const text of ['"', "l'eau AND", 'NEAR(', '*', 'a:b', '-x', '💧', '\u202e', 'OR OR'])
      expect(Array.isArray(await hits(text))).toBe(true)
  })
})
