import { uuidv7 } from 'uuidv7'
import type { MemoryConversation } from '../../../../src/shared/messaging/memory/index.ts'
import { ALEX, ME, uuid } from '../page/world.ts'

/** Writes rows into a table of the server. */
export type Rows = (table: string, rows: readonly Record<string, unknown>[]) => Promise<void>
export interface People {
  building_id: string
  desk: string
}

/** A building with its staff, and the resident of a conversation. */
export async function seedPeople(
  insert: Rows,
  own: (id: string) => string,
  { residents, unit }: MemoryConversation,
): Promise<People> {
  const building_id = own(uuid(1_000))
  const people = { building_id, desk: own(uuid(1_001)) }
  await insert('buildings', [{ id: building_id, building_id, name: 'Lofts des Arts' }])
  await insert(
    'staff',
    [ME, ALEX].map(({ id, name }) => ({ id: own(id), building_id, display_name: name, role: 'desk' })),
  )
  await insert('desks', [{ id: people.desk, building_id, name: 'Réception', letter: 'A' }])
  await insert('units', [{ id: own(unit!.id), building_id, number: unit!.name }])
  for (const { id, name, language } of residents) {
    const [given_name, ...rest] = name.split(' ')
    await insert('residents', [{ id: own(id), building_id, given_name, family_name: rest.join(' '), language }])
    await insert('occupancies', [
      { id: own(uuid(1_002)), building_id, resident_id: own(id), unit_id: own(unit!.id), kind: 'owner' },
    ])
  }
  return people
}

/** A conversation of the scene as the server holds it. */
export async function seedConversation(
  insert: Rows,
  own: (id: string) => string,
  at: (time: string) => string,
  { building_id, desk }: People,
  given: MemoryConversation,
): Promise<void> {
  const conversation_id = own(given.id)
  const { parcel, lines = [], messages = [], markers = {} } = given
  const unit_id = own(given.unit!.id)
  if (parcel) {
    const codes = { label_code: parcel.shortNumber, pickup_code: '000000', short_number: parcel.shortNumber }
    const life = { status: parcel.status, received_at: at(lines[0]!.at), received_by: own(ME.id) }
    const { carrier } = parcel
    await insert('packages', [{ id: own(parcel.id), building_id, ...codes, unit_id, carrier, ...life }])
    await insert(
      'package_events',
      lines.map(({ id, event, at: time }) => ({
        id: own(id),
        building_id,
        package_id: own(parcel.id),
        act_id: own(id),
        type: event,
        actor_id: own(ME.id),
        desk_id: desk,
        at: at(time),
      })),
    )
  }
  const package_id = parcel ? own(parcel.id) : null
  await insert('conversations', [
    { id: conversation_id, building_id, subject: given.subject, unit_id, package_id, status: 'open' },
  ])
  await insert(
    'messages',
    messages.map(({ id, author, body, internalNote, sentAt, arrivedAt, editedAt, removedAt }) => ({
      id: own(id),
      building_id,
      conversation_id,
      author_staff_id: author.kind === 'staff' ? own(author.id) : null,
      author_resident_id: author.kind === 'resident' ? own(author.id) : null,
      body: removedAt ? '' : body,
      internal_note: internalNote,
      files: 0,
      sent_at: at(sentAt),
      received_at: at(arrivedAt!),
      edited_at: editedAt && at(editedAt),
      removed_at: removedAt && at(removedAt),
    })),
  )
  // Last: who does not take part yet gets no hint for each of the rows above.
  const marker = (id: string) => ({
    last_delivered_at: markers[id]?.deliveredAt ? at(markers[id].deliveredAt) : null,
    last_read_at: markers[id]?.readAt ? at(markers[id].readAt) : null,
  })
  const part = (key: 'staff_id' | 'resident_id', id: string) => ({
    id: uuidv7(),
    building_id,
    conversation_id,
    staff_id: null,
    resident_id: null,
    [key]: own(id),
    ...marker(id),
  })
  await insert('conversation_participants', [
    part('staff_id', ME.id),
    ...given.residents.map(({ id }) => part('resident_id', id)),
  ])
}
