import { uuidv7 } from 'uuidv7'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { ConnectOffer } from '../../../shared/contract/account.ts'
import { addressOf } from '../address.ts'
import type { ConnectionContext } from '../context.ts'
import { forPerson } from '../faults.ts'
import type { ProjectLink } from '../projectLink.ts'
import { offerTo, visit, type Visitor } from '../offer.ts'
import type { ConnectionRecord } from '../record.ts'
import { worksAtDesk } from '../session/places.ts'

const REQUEST_MS = 5000
type Choice = Parsed<'account.connect'>

/** Looking at a project, and choosing what this desk is connected with. */
export function createChoice({ ports, around, clock, memory }: ConnectionContext, projectLink: ProjectLink) {
  let visitor: Visitor | null = null

  function here() {
    const store = around.store()
    const place = around.place()
    if (!store || !place) throw new DeskError('NOT_READY')
    return { store, place }
  }
  function expectAlone(): void {
    if (memory.get()) throw new DeskError('ALREADY_CONNECTED')
  }

  return {
    async look(input: Parsed<'account.look'>): Promise<Response<'account.look'>> {
      expectAlone()
      const { store, place } = here()
      const found = await visit(addressOf(input), ports.network, input, clock)
      visitor = found
      return await offerTo(found, store, place.building)
    },

    /** Remembers the choice, and the session of who chose. */
    async choose(input: Choice): Promise<void> {
      expectAlone()
      const { store, place } = here()
      // Another look may replace the visitor meanwhile: record and tokens are of the same account.
      const guest = visitor
      if (!guest) throw new DeskError('NOT_READY')
      const offer = await offerTo(guest, store, place.building)
      const next = input.choice === 'upload' ? bringingIn(guest, offer, input) : await takingOver(guest, offer, input)
      expectAlone()
      memory.set(next)
      projectLink.to(next).session.take(guest.signedIn.tokens)
      visitor = null
      if (next.stage !== 'connected') return
      // The same building: what waits is kept, everything else is read again.
      store.meta.set('desk_id', next.deskId)
      store.sync.wantFill()
      around.emit({ type: 'store' })
    },
  }

  function common({ address }: Visitor, { email }: ConnectOffer) {
    return { ...address, email, snapshot: null, session: 'working' as const, locked: null, claims: true }
  }
  function bringingIn(
    guest: Visitor,
    offer: ConnectOffer,
    { staffId }: Extract<Choice, { choice: 'upload' }>,
  ): ConnectionRecord {
    const { building, desk } = here().place
    const person = offer.local.staff.find(({ id }) => id === staffId)
    if (!offer.mayUpload || !person) throw new DeskError('NOT_ALLOWED')
    const halted = memory.halted()
    const goesOn = halted?.url === guest.address.url && halted.building === building.id
    // Half-way up already: the account is the one that founded it.
    const founded = guest.places.find(({ buildingId }) => buildingId === building.id)
    return {
      ...common(guest, offer),
      stage: 'uploading',
      building: { id: building.id, name: building.name },
      deskId: desk.id,
      person: { id: founded?.staffId ?? person.id, name: person.name, role: 'admin' },
      snapshot: goesOn ? halted.snapshot : null,
    }
  }
  async function takingOver(
    guest: Visitor,
    offer: ConnectOffer,
    { buildingId, desk }: Exclude<Choice, { choice: 'upload' }>,
  ): Promise<ConnectionRecord> {
    const place = guest.places.find((one) => one.buildingId === buildingId && one.active && worksAtDesk(one.role))
    const building = offer.buildings.find(({ id }) => id === buildingId)
    if (!place || !building) throw new DeskError('NOT_STAFF')
    return {
      ...common(guest, offer),
      stage: offer.same && building.id === here().place.building.id ? 'connected' : 'replacing',
      building: { id: building.id, name: building.name },
      deskId: await deskFor(guest, building.id, desk),
      person: { id: place.staffId, name: place.name, role: place.role },
    }
  }
}

async function deskFor(
  guest: Visitor,
  building: string,
  desk: { id: string } | { name: string; letter: string },
): Promise<string> {
  if ('id' in desk) return desk.id
  const id = uuidv7()
  const row = { id, building_id: building, name: desk.name, letter: desk.letter }
  await forPerson(guest.project.insert('desks', row, AbortSignal.timeout(REQUEST_MS)))
  return id
}
