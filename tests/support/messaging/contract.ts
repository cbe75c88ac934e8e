import { expect, it } from 'vitest'
import type { MessagingClient, MessagingErrorCode, MessagingEvent } from '../../../src/shared/messaging/client.ts'
import { BODY_LIMIT } from '../../../src/shared/messaging/limits.ts'
import type { ThreadMessage } from '../../../src/shared/messaging/schema.ts'

/** One implementation of the port with somebody on the other side. */
export interface ContractWorld {
  client: MessagingClient
  /** With one message of the other side, unread. */
  conversationId: string
  newId(): string
  /** The other side writes; answers when the client has it. */
  receive(body: string): Promise<void>
  /** The other side reads what it has. */
  otherReads(): Promise<void>
  /** Until everything written here has reached the server. */
  settle(): Promise<void>
  /** The line is cut, or whole again. */
  line?(up: boolean): Promise<void>
  end(): Promise<void>
}

/** Script, markup and text that turns around: it arrives as the text that it is, less what misleads. */
export const NASTY: readonly string[] = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `javascript:alert(1)//`,
  `<a href="javascript:alert(1)">x</a>`,
  `<b>bold</b>&lt;i&gt;`,
  `'; drop table messages; --`,
  `{{constructor.constructor('alert(1)')()}}`,
  `\${7*7} %s %n`,
  `![x](javascript:alert(1))`,
  `<svg/onload=alert(1)>`,
  `<style>*{display:none}</style>`,
]

async function refusal(call: Promise<unknown>): Promise<MessagingErrorCode | null> {
  try {
    await call
    return null
  } catch (error) {
    return (error as { code: MessagingErrorCode }).code
  }
}

/** What every implementation of MessagingClient promises. */
export function messagingContract(make: () => Promise<ContractWorld>): void {
  const test = (name: string, run: (world: ContractWorld) => Promise<void>) =>
    it(name, async () => {
      const world = await make()
      try {
        await run(world)
      } finally {
        await world.end()
      }
    })
  const messages = async ({ client, conversationId }: ContractWorld): Promise<ThreadMessage[]> => {
    const { items } = await client.thread({ conversationId, offset: -200, limit: 200 })
    return items.filter((item) => item.kind === 'message')
  }
  const send = async (world: ContractWorld, body: string): Promise<string> => {
    const id = world.newId()
    await world.client.send(world.conversationId, { id, body })
    return id
  }

  test('shows what it sends at once, and how far it came: sent, delivered or read', async (world) => {
    const id = await send(world, 'Bonjour')
    expect((await messages(world)).at(-1)).toMatchObject({ id, body: 'Bonjour', mine: true })
    await world.settle()
    expect((await messages(world)).at(-1)).toMatchObject({ id, delivery: { state: 'sent' } })
    await world.otherReads()
    expect((await messages(world)).at(-1)).toMatchObject({ id, delivery: { state: 'read' } })
    expect((await messages(world)).at(-1)!.arrivedAt).not.toBeNull()
  })

  test('sends once, whatever is repeated', async (world) => {
    const id = world.newId()
    const before = (await messages(world)).length
    for (let i = 0; i < 3; i++) await world.client.send(world.conversationId, { id, body: 'Une fois' })
    await world.settle()
    await world.client.send(world.conversationId, { id, body: 'Une fois' })
    await world.settle()
    expect(await messages(world)).toHaveLength(before + 1)
  })

  test('keeps the order of writing, and never moves what it has shown', async (world) => {
    await send(world, 'un')
    await send(world, 'deux')
    const first = (await messages(world)).map(({ id }) => id)
    await world.receive('trois')
    await world.settle()
    await send(world, 'quatre')
    await world.settle()
    const then = await messages(world)
    expect(then.map(({ id }) => id).filter((id) => first.includes(id))).toEqual(first)
    expect(
      then
        .slice(-4)
        .map(({ body }) => body)
        .toSorted(),
    ).toEqual(['deux', 'quatre', 'trois', 'un'])
    expect(then.at(-1)!.body).toBe('quatre')
  })

  test('refuses what nobody could read and what is too long, and says by how much', async (world) => {
    for (const body of ['', ' \n ', '\u200b\u2060', '\u202e\u202c'])
      expect(await refusal(send(world, body))).toBe('EMPTY')
    expect(await refusal(send(world, 'x'.repeat(10_000)))).toBe('TOO_LONG')
    expect(await refusal(send(world, '😀'.repeat(BODY_LIMIT + 1)))).toBe('TOO_LONG')
    const before = (await messages(world)).length
    await send(world, '😀'.repeat(BODY_LIMIT))
    await world.settle()
    expect(await messages(world)).toHaveLength(before + 1)
  })

  test('gives back markup and scripts as the text that they are', async (world) => {
    for (const body of NASTY) await send(world, body)
    await world.settle()
    expect((await messages(world)).slice(-NASTY.length).map(({ body }) => body)).toEqual(NASTY)
  })

  test('takes out of a text what would turn it around or hide in it', async (world) => {
    await send(world, 'facture\u202efdp.exe pay\u200bpal')
    expect((await messages(world)).at(-1)!.body).toBe('facturefdp.exe paypal')
  })

  test('counts what is unread until it has been on the screen, and never counts back', async (world) => {
    const { client, conversationId } = world
    await world.receive('Nouveau')
    const unread = async () => (await client.conversation(conversationId)).unread
    const before = await messages(world)
    expect(await unread()).toBe(2)
    expect((await client.counts()).unread).toBe(1)
    await client.markRead(conversationId, before.at(-1)!.id)
    expect(await unread()).toBe(0)
    await client.markRead(conversationId, before.at(-2)!.id)
    expect(await unread()).toBe(0)
    expect((await client.counts()).unread).toBe(0)
  })

  test('edits and takes back what was written here, and says so', async (world) => {
    const { client } = world
    const [edited, removed] = [await send(world, 'fotue'), await send(world, 'secret')]
    await world.settle()
    await client.edit(edited, 'faute')
    await client.remove(removed)
    await world.settle()
    const now = await messages(world)
    expect(now.at(-2)).toMatchObject({ body: 'faute', changeWaiting: false })
    expect(now.at(-2)!.editedAt).not.toBeNull()
    expect(now.at(-1)).toMatchObject({ body: '' })
    expect(now.at(-1)!.removedAt).not.toBeNull()
    expect(await refusal(client.edit(edited, '  '))).toBe('EMPTY')
    const theirs = now.find(({ mine }) => !mine)!
    expect(await refusal(client.edit(theirs.id, 'x'))).toBe('NOT_ALLOWED')
  })

  test('gives the thread by windows, from either end', async (world) => {
    for (let i = 0; i < 7; i++) await send(world, `m${i}`)
    await world.settle()
    const { client, conversationId } = world
    const total = (await client.conversation(conversationId)).length
    const bodies = async (offset: number, limit: number) => {
      const answer = await client.thread({ conversationId, offset, limit })
      expect(answer.total).toBe(total)
      return answer.items.map((item) => (item.kind === 'message' ? item.body : item.event))
    }
    expect(await bodies(-3, 3)).toEqual(['m4', 'm5', 'm6'])
    expect(await bodies(total - 5, 2)).toEqual(['m2', 'm3'])
    expect(await bodies(0, 200)).toHaveLength(total)
    expect(await bodies(total, 10)).toEqual([])
    expect(await bodies(-1000, 1)).toEqual(await bodies(0, 1))
  })

  test('lists the conversation with its last words, and finds it by them', async (world) => {
    await send(world, 'Le cœur élève la forêt')
    await world.settle()
    const { client, conversationId } = world
    const { rows, total } = await client.conversations({})
    expect(total).toBeGreaterThan(0)
    expect(rows[0]).toMatchObject({ id: conversationId, last: { text: 'Le cœur élève la forêt', mine: true } })
    for (const text of ['eleve', 'FORET', 'coeur', 'cœur', 'for']) {
      const [hit] = await client.search(text)
      expect(hit?.conversation.id, text).toBe(conversationId)
      expect(
        hit?.excerpt.some(({ match }) => match),
        text,
      ).toBe(true)
    }
    expect(await client.search('introuvable')).toEqual([])
  })

  test('keeps a draft per conversation and forgets it when it is sent or emptied', async (world) => {
    const { client, conversationId } = world
    expect(await client.draft(conversationId)).toBeNull()
    await client.saveDraft(conversationId, { body: 'à finir' })
    expect(await client.draft(conversationId)).toMatchObject({ body: 'à finir', internalNote: false })
    expect((await client.conversation(conversationId)).draft).toBe(true)
    await send(world, 'fini')
    expect(await client.draft(conversationId)).toBeNull()
    await client.saveDraft(conversationId, { body: 'x'.repeat(10_000) })
    expect((await client.draft(conversationId))!.body).toHaveLength(10_000)
    await client.saveDraft(conversationId, null)
    expect(await client.draft(conversationId)).toBeNull()
  })

  test('tells that something changed, and of what the other side writes', async (world) => {
    const events: MessagingEvent[] = []
    const stop = world.client.subscribe((event) => void events.push(event))
    await world.receive('Coucou')
    stop()
    expect(events.map(({ type }) => type)).toContain('changed')
    expect(events.find((event) => event.type === 'arrived')).toMatchObject({ conversationId: world.conversationId })
  })

  test('knows nothing of a conversation that is not there', async ({ client, newId }) => {
    expect(await refusal(client.conversation(newId()))).toBe('NOT_FOUND')
    expect(await refusal(client.thread({ conversationId: newId(), offset: 0 }))).toBe('NOT_FOUND')
    expect(await refusal(client.send(newId(), { id: newId(), body: 'x' }))).toBe('NOT_FOUND')
  })

  test('waits without a line, and sends in order when it is back', async (world) => {
    if (!world.line) return
    await world.line(false)
    const ids = [await send(world, 'a'), await send(world, 'b'), await send(world, 'c')]
    expect((await messages(world)).slice(-3).map(({ delivery }) => delivery?.state)).toEqual([
      'sending',
      'sending',
      'sending',
    ])
    await world.line(true)
    await world.settle()
    const now = (await messages(world)).slice(-3)
    expect(now.map(({ id }) => id)).toEqual(ids)
    expect(now.map(({ delivery }) => delivery?.state)).toEqual(['sent', 'sent', 'sent'])
  })
}
