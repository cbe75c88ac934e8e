import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { participantId } from '../../src/shared/messaging/ids.ts'

const TEXTS = [
  'Bonjour, est-ce que mon colis est arrivé ? Merci beaucoup !',
  'Yes, it came this morning. It waits on shelf E12, and you can collect it until 10 p.m. with the code of the notice.',
  'Merci. Je passe vers 18 h.',
  'The elevator is booked for you from 9:00 to 11:00. Rules: https://loftsdesarts.example/regles?page=2\n\nPlease bring the blankets back to the desk afterwards, and call 514-555-0134 if anything is in the way.',
  'Parfait',
]
const STEP_MS = 7 * 60_000

interface Ids {
  building: string
  staff: string
  resident: string
  unit: string
}

/** Writes conversations of `length` messages, all read, into a closed replica; answers their ids. */
export function writeLongThreads(file: string, { count, length }: { count: number; length: number }): string[] {
  const db = new Database(file)
  try {
    const ids = db
      .prepare<[], Ids>(
        `SELECT b.id AS building, s.id AS staff, r.id AS resident, o.unit_id AS unit
         FROM buildings b, staff s, residents r JOIN occupancies o ON o.resident_id = r.id LIMIT 1`,
      )
      .get()!
    const end = Date.now() - 60_000
    const written = db.transaction(() =>
      Array.from({ length: count }, (_, n) => writeThread(db, ids, { n, length, end })),
    )()
    // As the desk does whenever it is closed: what is known of the tables' sizes chooses the ways to read them.
    db.pragma('optimize')
    return written
  } finally {
    db.close()
  }
}

function writeThread(
  db: Database.Database,
  { building, staff, resident, unit }: Ids,
  { n, length, end }: { n: number; length: number; end: number },
): string {
  const id = uuidv7()
  const at = (i: number) => new Date(end - n * 1000 - (length - 1 - i) * STEP_MS).toISOString()
  const last = at(length - 1)
  db.prepare(
    `INSERT INTO conversations (id, building_id, subject, unit_id, status, created_at, updated_at, change_seq)
     VALUES (@id, @building, @subject, @unit, 'open', @from, @last, 1)`,
  ).run({ id, building, subject: `Long ${n + 1}`, unit, from: at(0), last })
  const take = db.prepare(
    `INSERT INTO conversation_participants
       (id, building_id, conversation_id, staff_id, resident_id, last_delivered_at, last_read_at, created_at, updated_at, change_seq)
     VALUES (@id, @building, @conversation, @staff, @resident, @last, @last, @last, @last, 1)`,
  )
  const everybody = db.prepare<[], { id: string }>('SELECT id FROM staff').all()
  const common = { building, conversation: id, last }
  for (const one of everybody) take.run({ ...common, id: participantId(id, one.id), staff: one.id, resident: null })
  take.run({ ...common, id: participantId(id, resident), staff: null, resident })
  const add = db.prepare(
    `INSERT INTO messages
       (id, building_id, conversation_id, author_staff_id, author_resident_id, body, internal_note, sent_at, received_at, created_at, updated_at, change_seq)
     VALUES (@id, @building, @conversation, @staff, @resident, @body, @note, @at, @at, @at, @at, 1)`,
  )
  for (let i = 0; i < length; i++)
    add.run({
      id: uuidv7(),
      building,
      conversation: id,
      staff: i % 3 === 0 ? null : staff,
      resident: i % 3 === 0 ? resident : null,
      body: TEXTS[(i * 3) % TEXTS.length]!,
      note: i % 13 === 1 ? 1 : 0,
      at: at(i),
    })
  return id
}
