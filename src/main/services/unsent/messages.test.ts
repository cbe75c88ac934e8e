import { describe, expect, it, onTestFinished } from 'vitest'
import { CONVERSATION, RESIDENT, STAFF, uid, UNIT } from '../../../../tests/support/messaging/ids.ts'
import { openMessagingDesk } from '../../../../tests/support/messaging/messagingDesk.ts'
import { may, type Role } from '../../../shared/staff/permissions.ts'
import { createUnsent } from './index.ts'

async function desk() {
  const made = await openMessagingDesk(onTestFinished)
  const unsent = createUnsent(made.store)
  const as = (id: string, role: Role = 'desk') => ({ id, name: '', role })
  const request: typeof made.bridge.request = async (route, input) => {
    const answer = await made.bridge.request(route, input)
    if (!answer.ok) throw new Error(answer.error.code)
    return answer
  }
  return { ...made, unsent, as, request, nadege: as(STAFF.nadege) }
}

describe('refused acts of messaging', () => {
  // Bug: the conversation is taken back with the refused act, and its first message is nowhere to be read.
  it('a conversation that the server did not take keeps its words, its person and a way to send them changed', async () => {
    const { request, server, store, unsent, nadege, as } = await desk()
    await request('messages.start', {
      id: uid(200),
      subject: 'Dégât d’eau',
      residentIds: [RESIDENT.luc],
      unitId: UNIT,
      packageId: null,
      message: { id: uid(201), body: 'Bonjour Luc,\nla visite est à 14 h.' },
    })
    server.drain({ 'messages.start': 'invalid' })
    const [act] = unsent.refused(nadege).acts
    expect(act).toMatchObject({
      name: 'messages.start',
      subject: 'Luc Gagné',
      texts: [
        { language: null, internalNote: false, title: 'Dégât d’eau', body: 'Bonjour Luc,\nla visite est à 14 h.' },
      ],
      conversationId: null,
      fields: [{ table: 'messages', id: uid(201), column: 'body' }],
    })
    // Bug: a colleague changes what goes out under another name.
    expect(unsent.refused(as(STAFF.colin)).acts[0]!.fields).toEqual([])
    const edit = { table: 'messages', id: uid(201), column: 'body' }
    expect(() => unsent.retry(nadege, { id: act!.id, edits: [{ ...edit, value: ' \u200b' }] })).toThrow(
      'MESSAGE_REFUSED',
    )
    unsent.retry(nadege, { id: act!.id, edits: [{ ...edit, value: 'À 15 h.  ' }] })
    server.drain()
    expect(store.prepare('SELECT body FROM messages WHERE id = ?').get(uid(201))).toEqual({ body: 'À 15 h.' })
    expect(unsent.refused(nadege)).toEqual({ acts: [], total: 0 })
  })

  // Bug: the new words of a refused change are gone, the screen says "another act".
  it('a change names its conversation and keeps the new words; taking back has none', async () => {
    const { request, server, unsent, nadege } = await desk()
    await request('messages.send', { conversationId: CONVERSATION, message: { id: uid(210), body: 'à 14 h' } })
    server.drain()
    await request('messages.edit', { messageId: uid(210), body: 'à 15 h' })
    await request('messages.remove', { messageId: uid(210) })
    server.drain({ 'messages.edit': 'invalid', 'messages.remove': 'invalid' })
    const [edited, removed] = unsent.refused(nadege).acts
    expect(edited).toMatchObject({
      name: 'messages.edit',
      subject: 'Ana Roy',
      texts: [{ body: 'à 15 h' }],
      conversationId: CONVERSATION,
    })
    expect(removed).toMatchObject({ texts: [], fields: [] })
  })

  it('an announcement keeps both languages once, whomever it was for', async () => {
    const { request, server, unsent, as } = await desk()
    await request('messages.announce', {
      id: uid(220),
      subject: { fr: 'Eau', en: 'Water' },
      body: { fr: 'Coupure', en: 'Cut' },
      audience: { kind: 'everyone' },
    })
    server.drain({ 'messages.announce': 'not_allowed' })
    const [act] = unsent.refused(as(STAFF.helene, 'manager')).acts
    expect(act!.texts).toEqual([
      { language: 'fr', internalNote: false, title: 'Eau', body: 'Coupure' },
      { language: 'en', internalNote: false, title: 'Water', body: 'Cut' },
    ])
    expect(act!.fields).toEqual([])
  })

  // Bug: the list of refused acts shows private words to whoever may see parcels only.
  it('shows no words to who may not read messages', async () => {
    const { request, server, unsent, as } = await desk()
    await request('messages.send', { conversationId: CONVERSATION, message: { id: uid(230), body: 'secret' } })
    server.drain({ 'messages.send': 'invalid' })
    expect(may('board', 'messages.read')).toBe(false)
    expect(JSON.stringify(unsent.refused(as(uid(14), 'board')))).not.toContain('secret')
  })

  // Bug: two desks choose the same shortcut, and the second template can only be dropped.
  it('a template whose shortcut is taken can be given another', async () => {
    const { store, server, unsent, as } = await desk()
    const helene = as(STAFF.helene, 'manager')
    store.transact('templates.save', { staffId: helene.id }, (tx) =>
      tx.insert('message_templates', {
        id: uid(240),
        shortcut: 'eau',
        title_fr: 'Eau',
        title_en: 'Water',
        body_fr: 'Coupure',
        body_en: 'Cut',
      }),
    )
    server.drain({ 'templates.save': 'invalid' })
    const [act] = unsent.refused(helene).acts
    expect(act).toMatchObject({ subject: '/eau', texts: [{ language: 'fr' }, { language: 'en' }] })
    const [field] = act!.fields
    unsent.retry(helene, { id: act!.id, edits: [{ ...field!, value: '/Eau Froide' }] })
    server.drain()
    expect(store.prepare('SELECT shortcut FROM message_templates').get()).toEqual({ shortcut: 'eau-froide' })
  })
})
