import { participantId } from '../../src/shared/messaging/ids.ts'
import { createIds } from '../../src/main/store/ids.ts'
import type { Replica } from '../../src/main/store/open.ts'
import type { TableRow } from '../../src/main/store/schema.ts'
import { seeded } from '../../src/shared/random.ts'

// Words of both languages, the common ones far more common, as people write.
const COMMON =
  'bonjour merci le la les de des pour avec colis je vous est une un pas que the a to you my is parcel for please hello thanks can and'.split(
    ' ',
  )
const USUAL =
  'réception livraison ascenseur clé garage vélo appartement demain matin soir semaine attendre chercher passer sœur frère étage bruit eau fuite plombier réservation déménagement delivery front desk elevator key bike unit tomorrow morning evening week wait collect brother sister floor noise water leak plumber booking moving amazon purolator fedex canada post problème gestion syndic visiteur stationnement visitor parking café cœur œuvre élève forêt hôtel'.split(
    ' ',
  )

const GIVEN = 'Léa Émile Zoé Ana Luc Noémie Farid Mei João Nadège Owen Fiona'.split(' ')
const FAMILY = 'Tremblay Gagné Roy Bélanger Nguyen Haddad Campbell Étienne Côté Lapointe'.split(' ')

/** Fills a replica that holds a building, its staff and residents with conversations and their messages. */
export function manyMessages(store: Replica, counts: { conversations: number; messages: number }): string[] {
  const random = seeded(5)
  const start = Date.parse('2026-01-01T00:00:00.000Z')
  const span = 300 * 86_400_000
  const ids = createIds({ now: () => new Date(start), random: random.bytes })
  const building = store.prepare<{ id: string }>('SELECT id FROM buildings').get()!.id
  const staff = store.prepare<{ id: string }>(`SELECT id FROM staff WHERE role = 'desk'`).all()
  const residents = Array.from({ length: 2_000 }, () => ({ id: ids.next() }))
  const rare = Array.from({ length: 20_000 }, (_, i) => `mot${((i * 7919) % 100_003).toString(36)}`)
  const word = () => {
    const n = random.next()
    return n < 0.55 ? random.pick(COMMON) : n < 0.93 ? random.pick(USUAL) : random.pick(rare)
  }
  const per = Math.floor(counts.messages / counts.conversations)
  const conversations: string[] = []

  function* rows(): Generator<TableRow> {
    const row = (table: string, at: number, values: object) =>
      ({
        table,
        row: {
          building_id: building,
          created_at: new Date(at).toISOString(),
          updated_at: new Date(at).toISOString(),
          ...values,
        },
      }) as unknown as TableRow
    for (const [i, { id }] of residents.entries())
      yield row('residents', start, {
        id,
        given_name: GIVEN[i % GIVEN.length],
        family_name: `${random.pick(FAMILY)}${i % 97}`,
      })
    for (let i = 0; i < counts.conversations; i++) {
      const begun = start + (span * i) / counts.conversations
      const id = ids.next(new Date(begun))
      conversations.push(id)
      const resident = residents[i % residents.length]!.id
      yield row('conversations', begun, {
        id,
        subject: `${random.pick(USUAL)} ${random.pick(USUAL)}`,
        status: i % 40 === 0 ? 'open' : 'closed',
      })
      yield row('conversation_participants', begun, {
        id: participantId(id, resident),
        conversation_id: id,
        resident_id: resident,
      })
    }
    // In the order of arrival, as a server gives them.
    for (let n = 0; n < per; n++)
      for (let i = 0; i < counts.conversations; i++) {
        const at = start + (span * (n * counts.conversations + i)) / (per * counts.conversations)
        const fromResident = n % 2 === 0
        yield row('messages', at, {
          id: ids.next(new Date(at)),
          conversation_id: conversations[i],
          author_staff_id: fromResident ? null : staff[i % staff.length]!.id,
          author_resident_id: fromResident ? residents[i % residents.length]!.id : null,
          body: Array.from({ length: 6 + Math.floor(random.next() * 18) }, word).join(' '),
          sent_at: new Date(at).toISOString(),
          received_at: new Date(at).toISOString(),
        })
      }
  }
  store.seed(rows())
  return conversations
}
