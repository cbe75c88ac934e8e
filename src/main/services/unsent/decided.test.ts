import { expect, it, onTestFinished } from 'vitest'
import { DESK, STAFF, uid } from '../../../../tests/support/messaging/ids.ts'
import { openMessagingDesk } from '../../../../tests/support/messaging/messagingDesk.ts'
import type { Role } from '../../../shared/staff/permissions.ts'
import { createUnsent } from './index.ts'

const as = (id: string, role: Role) => ({ id, name: '', role })
const COLIN = as(STAFF.colin, 'desk')
const HELENE = as(STAFF.helene, 'manager')

async function refusedIncident() {
  const { store, server } = await openMessagingDesk(onTestFinished)
  store.transact('incidents.entered', { staffId: STAFF.helene }, (tx) => {
    tx.insert('incidents', {
      act_id: tx.actId,
      incident_id: tx.actId,
      circumstances: 'Une liste est perdue.',
      happened: 'hier',
      known_on: '2026-11-19',
      persons: 1,
      measures: 'Aucune.',
      actor_id: STAFF.helene,
      desk_id: DESK,
      at: tx.at,
    })
  })
  server.drain({ 'incidents.entered': 'invalid' })
  const unsent = createUnsent(store)
  return { store, server, unsent, id: unsent.refused(HELENE).acts[0]!.id }
}
const notes = (store: Awaited<ReturnType<typeof refusedIncident>>['store']) =>
  store
    .prepare<{ body: Uint8Array }>('SELECT body FROM _audit ORDER BY seq')
    .all()
    .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>)
    .filter(({ what }) => what === 'acts.discarded')

// Bug: a clerk gave up a manager's refused entry of the register, the last copy of its words, or sent it again.
it('leaves a refused act to its author and to who may do all that it does', async () => {
  const { store, unsent, id } = await refusedIncident()
  expect(unsent.refused(COLIN).acts).toMatchObject([{ mayDecide: false }])
  expect(() => unsent.discard(COLIN, { id })).toThrow('NOT_ALLOWED')
  expect(() => unsent.retry(COLIN, { id, edits: [] })).toThrow('NOT_ALLOWED')
  expect(notes(store)).toEqual([])
  expect(unsent.refused(HELENE)).toMatchObject({ acts: [{ id, mayDecide: true }], total: 1 })
  expect(unsent.retry(HELENE, { id, edits: [] })).toEqual({ queued: 1 })
})

// Bug: nothing said that somebody had given an act up.
it('writes down who gave up which act of whom', async () => {
  const { store, unsent, id } = await refusedIncident()
  expect(unsent.discard(HELENE, { id })).toEqual({ discarded: 1 })
  expect(notes(store)).toMatchObject([
    { by: STAFF.helene, area: 'acts', detail: { act: id, name: 'incidents.entered', author: STAFF.helene } },
  ])
  expect(() => unsent.discard(HELENE, { id: uid(999) })).toThrow('NOT_FOUND')
})

// Bug: an act that nobody's role allows any more stayed for ever, or a colleague's everyday act needed its author.
it('lets the author decide whatever it was, and a colleague what both may do', async () => {
  const { store, server, unsent, id } = await refusedIncident()
  const demoted = as(STAFF.helene, 'desk')
  expect(unsent.refused(demoted).acts).toMatchObject([{ mayDecide: true }])
  unsent.discard(demoted, { id })
  store.transact('carriers.teach', { staffId: STAFF.nadege }, (tx) => {
    tx.insert('carrier_rules', { carrier: 'ups', prefix: '1Z9' })
  })
  server.drain({ 'carriers.teach': 'invalid' })
  const [act] = unsent.refused(COLIN).acts
  expect(act).toMatchObject({ mayDecide: true })
  unsent.discard(COLIN, { id: act!.id })
  expect(notes(store)).toHaveLength(2)
})
