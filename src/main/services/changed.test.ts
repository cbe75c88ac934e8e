import { uuidv7 } from 'uuidv7'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CONVERSATION, UNIT } from '../../../tests/support/messaging/ids.ts'
import { openMessagingDesk } from '../../../tests/support/messaging/messagingDesk.ts'
import { openTestDesk } from '../../../tests/support/testDesk.ts'
import type { DeskEvent } from '../../shared/contract/index.ts'

type Changed = Extract<DeskEvent, { type: 'changed' }>

/** What is told of changes from here on. */
function heard(on: (listener: (event: DeskEvent) => void) => unknown): Changed[] {
  const told: Changed[] = []
  on((event) => event.type === 'changed' && told.push(event))
  return told
}

async function messaging() {
  const desk = await openMessagingDesk(onTestFinished)
  const told = heard((listener) => desk.bridge.on(listener))
  const ask = desk.bridge.request
  return { desk, ask, told: () => told.splice(0).map(({ conversations }) => conversations) }
}

describe('of which conversations the window is told', () => {
  it('of the one that was written in, by a resident, by us, in a draft, and when the server answered', async () => {
    // Bug: any of these had every thread that was open asked again.
    const { desk, ask, told } = await messaging()
    desk.server.write(desk.newId(), 'Bonjour')
    expect(told()).toContainEqual([CONVERSATION])
    await ask('messages.saveDraft', { conversationId: CONVERSATION, draft: { body: 'Oui' } })
    expect(told()).toEqual([[CONVERSATION]])
    await ask('messages.send', { conversationId: CONVERSATION, message: { id: desk.newId(), body: 'Oui' } })
    expect(new Set(told().flat())).toEqual(new Set([CONVERSATION]))
    desk.server.drain()
    expect(new Set(told().flat())).toEqual(new Set([CONVERSATION]))
  })

  it('of any when a refused message is given up, whose row is no longer there, and when a name changed', async () => {
    const { desk, ask, told } = await messaging()
    const id = desk.newId()
    await ask('messages.send', { conversationId: CONVERSATION, message: { id, body: 'Oui' } })
    told()
    desk.server.drain({ 'messages.send': 'invalid' })
    expect(told()).toContain(null)
    await ask('messages.discard', { messageId: id })
    expect(told()).toContain(null)
    desk.store.transact('units.rename', { staffId: desk.session.actor().id }, (tx) =>
      tx.patch('units', UNIT, { number: '1299' }),
    )
    expect(told()).toEqual([null])
  })
})

describe('of which parcels and people the window is told', () => {
  it('of those that the rows belong to, and of no conversation that shows none of them', async () => {
    const desk = await openTestDesk()
    onTestFinished(desk.close)
    const told = heard((listener) => desk.desk.on(listener))
    const [hit] = await desk.ask('search.addressee', { text: '1204' })
    const { package: row } = await desk.ask('packages.register', {
      id: uuidv7(),
      carrier: 'other',
      trackingNumber: 'X1',
      rawBarcode: null,
      symbology: null,
      unitId: hit!.unitId,
      residentId: hit!.residentId,
    })
    const { tables, conversations } = told[0]!
    expect(tables).toMatchObject({ packages: [row.id], package_events: [row.id], notices: [row.id] })
    expect(conversations).toEqual([])
    told.length = 0
    const today = '2026-11-20'
    await desk.ask('residents.saveAbsence', {
      id: uuidv7(),
      residentId: hit!.residentId!,
      kind: 'hold',
      from: today,
      to: today,
      note: '',
    })
    expect(told[0]!.tables['absences']).toEqual([hit!.residentId])
  })
})
