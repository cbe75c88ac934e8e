import { createReadStream, openSync, readSync, closeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { AuditVerdict } from '../../../shared/audit/verdict.ts'
import { entriesAfter, keptAnchors } from './read.ts'
import { createVerifier, type Anchor, type KeptEntry } from './verify.ts'

const AT_ONCE = 2000
const SQLITE = 'SQLite format 3\0'

/** An entry as a line of a chain file: its bytes as text, its hash in hexadecimal. */
const line = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), body: z.string() })

/** One line of a chain file. */
export const lineOf = ({ body, hash }: Pick<KeptEntry, 'body' | 'hash'>): string =>
  `${JSON.stringify({ hash: Buffer.from(hash).toString('hex'), body: Buffer.from(body).toString('utf8') })}\n`

function isDatabase(file: string): boolean {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(SQLITE.length)
    readSync(handle, bytes, 0, bytes.length, 0)
    return bytes.toString('latin1') === SQLITE
  } finally {
    closeSync(handle)
  }
}

/** Every entry of a replica or of a backup, and the heads that it keeps of the server. */
function* entriesOf(db: Database.Database): Generator<KeptEntry> {
  for (let after = -Infinity; ;) {
    const entries = entriesAfter((sql) => db.prepare(sql), after, AT_ONCE)
    if (entries.length === 0) return
    yield* entries
    after = entries.at(-1)!.seq
  }
}

/** The file is none that holds an audit log: nothing can be said of it. */
export class NoAuditLog extends Error {}

/** Verifies a replica, a backup or a chain file, against heads that somebody brings and those that the file keeps of the server. */
export async function verifyFile(
  file: string,
  { anchors = [], length = null }: { anchors?: readonly Anchor[]; length?: number | null } = {},
): Promise<AuditVerdict> {
  if (isDatabase(file)) {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = '_audit'").get()) throw new NoAuditLog(file)
      const verifier = createVerifier([...keptAnchors((sql) => db.prepare(sql)), ...anchors])
      for (const entry of entriesOf(db)) {
        verifier.take(entry)
        if (verifier.isOver()) break
      }
      return verifier.end(length)
    } finally {
      db.close()
    }
  }
  const verifier = createVerifier(anchors)
  let seq = 0
  let read = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    seq++
    const entry = readLine(text, seq)
    if (entry.body.length > 0) read++
    verifier.take(entry)
  }
  // A chain of which every line was spoiled is no chain either; one that was emptied has its length from elsewhere.
  if (seq > 0 && read === 0) throw new NoAuditLog(file)
  return verifier.end(length)
}

/** What is no entry stands in the chain as one without bytes: the verifier names it. */
function readLine(text: string, seq: number): KeptEntry {
  try {
    const { hash, body } = line.parse(JSON.parse(text))
    return { seq, body: Buffer.from(body), hash: Buffer.from(hash, 'hex') }
  } catch {
    return { seq, body: Buffer.alloc(0), hash: Buffer.alloc(32) }
  }
}
