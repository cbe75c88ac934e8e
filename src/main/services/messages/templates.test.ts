import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { CONVERSATION, RESIDENT, STAFF, uid } from '../../../../tests/support/messaging/ids.ts'
import { type MessagingDesk, openMessagingDesk, refusal } from '../../../../tests/support/messaging/messagingDesk.ts'
import { BODY_LIMIT } from '../../../shared/messaging/limits.ts'

let desk: MessagingDesk
beforeEach(async () => void (desk = await openMessagingDesk(onTestFinished)))

const template = (more = {}) => ({
  id: uid(500),
  shortcut: 'colis',
  title: { fr: 'Colis', en: 'Parcel' },
  body: { fr: 'Bonjour {given_name}', en: 'Hello {given_name}' },
  ...more,
})
const save = (more = {}) => desk.messages.templates.save(desk.session.actor(), template(more))
const body = (fr: string) => ({ body: { fr, en: 'Hello' } })

describe('a template', () => {
  it('is refused when it could not be used: empty, too long, a variable that is none, a shortcut of another', () => {
    expect(refusal(() => save(body(' ')))).toBe('EMPTY')
    expect(refusal(() => save({ title: { fr: '', en: 'Parcel' } }))).toBe('EMPTY')
    expect(refusal(() => save(body('x'.repeat(BODY_LIMIT + 1))))).toBe('TOO_LONG')
    expect(refusal(() => save(body('Bonjour {pickupcode}')))).toBe('UNKNOWN_VARIABLE')
    save()
    expect(refusal(() => save({ id: uid(501) }))).toBe('SHORTCUT_TAKEN')
    expect(desk.messages.templates.list()).toEqual([template()])
  })
  it('is changed under its id, and its shortcut is free again when it is removed', () => {
    save()
    save(body('Bonsoir'))
    expect(desk.messages.templates.list()).toMatchObject([{ id: uid(500), body: { fr: 'Bonsoir' } }])
    desk.messages.templates.remove(desk.session.actor(), uid(500))
    expect(desk.messages.templates.list()).toEqual([])
    save({ id: uid(501) })
  })
  // Bug: letters that the server does not take in a shortcut were saved here and refused there.
  it('has a shortcut that can be typed anywhere', () => {
    save({ shortcut: ' Été & Œuvre! ' })
    expect(desk.messages.templates.list()).toMatchObject([{ shortcut: 'ete-oeuvre' }])
    expect(refusal(() => save({ id: uid(501), shortcut: 'привет' }))).toBe('EMPTY')
  })
  it('has a title that ends between two characters, never inside one', () => {
    save({ title: { fr: 'x'.repeat(119) + '😀😀', en: 'Parcel' } })
    expect(desk.messages.templates.list()[0]!.title.fr).toBe('x'.repeat(119) + '😀')
  })
})

describe('what a conversation puts into a template', () => {
  const values = () => desk.messages.templates.values(desk.session.actor(), CONVERSATION, 'fr')
  const withLuc = () =>
    desk.store.transact('test', { staffId: STAFF.nadege }, (tx) =>
      tx.insert('conversation_participants', {
        conversation_id: CONVERSATION,
        staff_id: null,
        resident_id: RESIDENT.luc,
      }),
    )
  const remove = (id: string) =>
    desk.store.transact('test', { staffId: STAFF.helene }, (tx) => tx.remove('residents', id))

  it('is the one person’s first name, or nobody’s where there are two', () => {
    expect(values()).toMatchObject({ given_name: 'Ana', resident_name: 'Ana Roy', unit: '804', staff_name: 'Nadège' })
    withLuc()
    expect(values()).toMatchObject({ given_name: null, resident_name: 'Ana Roy, Luc Gagné' })
  })
  // Bug: who was removed counted as a second person, and the one who was left had no name.
  it('does not count who was removed', () => {
    withLuc()
    remove(RESIDENT.luc)
    expect(values()).toMatchObject({ given_name: 'Ana', resident_name: 'Ana Roy' })
    remove(RESIDENT.ana)
    expect(values()).toMatchObject({ given_name: null, resident_name: null, unit: '804' })
  })
  // Bug: "Votre colis Postes Canada / Canada Post": both languages in one text.
  it('names the carrier in the language of the text, and none where none is known', () => {
    const of = (carrier: string, language: 'fr' | 'en') => {
      desk.store.transact('test', { staffId: STAFF.nadege }, (tx) => {
        const parcel = tx.insert('packages', {
          short_number: `A${carrier.length}${language}`,
          label_code: `${carrier} ${language}`,
          pickup_code: '123456',
          carrier,
          status: 'received',
          received_at: tx.at,
          received_by: STAFF.nadege,
        })
        tx.patch('conversations', CONVERSATION, { package_id: parcel.id })
      })
      return desk.messages.templates.values(desk.session.actor(), CONVERSATION, language).carrier
    }
    expect([of('canada_post', 'fr'), of('canada_post', 'en'), of('other', 'fr'), of('drone_9', 'en')]).toEqual([
      'Postes Canada',
      'Canada Post',
      '',
      '',
    ])
  })
  it('is nothing for a conversation that is not here', () => {
    expect(refusal(() => desk.messages.templates.values(desk.session.actor(), uid(999), 'fr'))).toBe('NOT_FOUND')
  })
})
