import { auditBody, SEGMENT, segmentFacts, type AuditBody, type SegmentFacts } from '../../../shared/audit/entry.ts'
import type { AuditBreak, AuditVerdict } from '../../../shared/audit/verdict.ts'
import { linkOf, START } from './link.ts'

/** An entry as it is kept. What stands beside the body of a file's row must say the same. */
export interface KeptEntry {
  seq: number
  body: Uint8Array
  hash: Uint8Array
  columns?: { segment: string; n: number; at: string; actor_id: string | null; area: string }
}

/** A head that is known from elsewhere: from the server, from a label, from a person. */
export interface Anchor {
  /** Null where only the number among all entries and the hash were written down. */
  segment: string | null
  /** The place in its segment; without one among all. */
  n: number
  /** The whole hash in hexadecimal, or how it begins. */
  hash: string
}

interface EntryPlace {
  segment: string
  n: number
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

function bodyOf(bytes: Uint8Array): AuditBody | null {
  try {
    return auditBody.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

interface Said extends EntryPlace {
  at: string
  by: string | null
  area: string
  what: string
}
/** How each body begins: a million of them are not parsed whole. */
const BEGINS =
  /^\{"v":1,"segment":"([^"\\]+)","n":(\d+),"area":"([^"\\]+)","at":"([^"\\]+)","what":"([^"\\]+)","by":(?:null|"([^"\\]+)")[,}]/
const BEGINS_WITHIN = 400

/** What an entry says of its place, of its time and of who did it; null for what is no entry. */
function placeIn(bytes: Uint8Array): Said | null {
  const found = BEGINS.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', 0, BEGINS_WITHIN),
  )
  if (!found) return bodyOf(bytes)
  const [, segment = '', n, area = '', at = '', what = '', by = null] = found
  return { segment, n: Number(n), area, at, what, by }
}

/**
 * Holds a chain against itself and against heads that are known from elsewhere, entry by entry in the order in which they are
 * kept. The first break ends it: what comes later proves nothing.
 */
export function createVerifier(anchors: readonly Anchor[] = []) {
  let entries = 0
  let last: (EntryPlace & { hash: Uint8Array; seq: number }) | null = null
  let found: AuditBreak | null = null
  /** The entry that was expected where another one stood: it may stand further on. */
  let sought: EntryPlace | null = null
  /** How far the entries agreed with a head from elsewhere. */
  let anchored: EntryPlace | null = null
  let segments = 0
  const restoredFrom: AuditVerdict['restored'] = []
  const open = new Set(anchors)
  const byNumber = new Map<number, Anchor[]>()
  const bySeq = new Map<number, Anchor[]>()
  for (const anchor of anchors) {
    const known = anchor.segment === null ? bySeq : byNumber
    known.set(anchor.n, [...(known.get(anchor.n) ?? []), anchor])
  }

  const broken = (kind: AuditBreak['kind'], at: EntryPlace | null, seq: number): void => {
    found = { kind, seq, segment: at?.segment ?? null, n: at?.n ?? null, provenUpTo: anchored?.n ?? null }
  }

  /** What the first entry of a segment says of those before it. */
  function follows(facts: SegmentFacts, here: EntryPlace, seq: number): void {
    const { afterSegment, afterN, afterHash } = facts
    if (afterSegment === null || afterN === null) {
      if (last) broken('reordered', here, seq)
      return
    }
    if (!last || last.segment !== afterSegment)
      return broken('missing', { segment: afterSegment, n: last ? 1 : afterN }, seq)
    if (last.n < afterN) return broken('cut', { segment: afterSegment, n: last.n + 1 }, seq)
    if (last.n > afterN || hexOf(last.hash) !== afterHash)
      return broken('restamped', { segment: afterSegment, n: afterN }, seq)
    if (facts.reason === 'restored' || facts.reason === 'server_ahead') {
      restoredFrom.push({ seq, backup: facts.backup, afterN })
      // What was done after that backup is known where it was sent to, and stands there.
      for (const anchor of open) if (anchor.segment === afterSegment && anchor.n > afterN) open.delete(anchor)
    }
  }

  function misplaced(here: EntryPlace | null, expected: EntryPlace | null, seq: number): void {
    if (here && expected && here.segment === expected.segment && here.n !== expected.n) {
      if (here.n < expected.n) return broken('reordered', here, seq)
      sought = expected
      return broken('missing', expected, seq)
    }
    if (here && !expected && here.n > 1) return broken('missing', { segment: here.segment, n: 1 }, seq)
    if (here && expected && here.segment !== expected.segment && here.n > 1) {
      sought = expected
      return broken('missing', { segment: here.segment, n: 1 }, seq)
    }
    broken('changed', expected ?? here, seq)
  }

  function take({ seq, body, hash, columns }: KeptEntry): void {
    entries++
    if (found) {
      const here = sought && placeIn(body)
      if (here && here.segment === sought?.segment && here.n === sought.n) {
        found = { ...found, kind: 'reordered' }
        sought = null
      }
      return
    }
    const here = placeIn(body)
    const expected = last && { segment: last.segment, n: last.n + 1 }
    const begins = here?.n === 1
    const before = begins ? START : last?.hash
    if (!here || !before || (!begins && here.segment !== last?.segment) || !linkOf(before, body).equals(hash))
      return misplaced(here, expected, seq)
    if (!begins && here.n !== expected?.n) return misplaced(here, expected, seq)
    if (
      columns &&
      (columns.segment !== here.segment ||
        columns.n !== here.n ||
        columns.at !== here.at ||
        columns.actor_id !== here.by ||
        columns.area !== here.area)
    )
      return broken('changed', here, seq)
    if (last && seq !== last.seq + 1) return broken('missing', expected, seq)
    if (begins !== (here.what === SEGMENT)) return broken('changed', here, seq)
    if (begins) {
      const facts = segmentFacts.safeParse(bodyOf(body)?.detail).data
      if (!facts) return broken('changed', here, seq)
      follows(facts, here, seq)
      if (found) return
      segments++
    }
    const known = [...(byNumber.get(here.n) ?? []), ...(bySeq.get(seq) ?? [])]
    if (known.length > 0)
      for (const anchor of known) {
        if (anchor.segment !== null && anchor.segment !== here.segment) continue
        if (!hexOf(hash).startsWith(anchor.hash)) return broken('restamped', here, seq)
        open.delete(anchor)
        anchored = { segment: here.segment, n: here.n }
      }
    last = { segment: here.segment, n: here.n, hash, seq }
  }

  return {
    take,
    /** Whether nothing can be found any more by reading on. */
    isOver: (): boolean => found !== null && sought === null,
    /** The verdict over all that was taken. `length`: how many entries there must be at least. */
    end(length: number | null = null): AuditVerdict {
      const left = [...open].toSorted((a, b) => a.n - b.n)
      const missed = left[0]
      const next = last ? { segment: last.segment, n: last.n + 1 } : null
      const seq = (last?.seq ?? 0) + 1
      if (!found && missed) {
        const ofLast = missed.segment === null || missed.segment === last?.segment
        const reached = missed.segment === null ? last?.seq : last?.n
        if (ofLast && last && reached! >= missed.n) broken('restamped', { ...last, n: missed.n }, last.seq)
        else broken('cut', ofLast || missed.segment === null ? next : { segment: missed.segment, n: 1 }, seq)
      }
      if (!found && length !== null && entries < length) broken('cut', next, seq)
      return {
        entries,
        segments,
        broken: found,
        head: last && { seq: last.seq, segment: last.segment, n: last.n, hash: hexOf(last.hash) },
        anchors: { given: anchors.length, met: anchors.length - left.length },
        restored: restoredFrom,
      }
    },
  }
}
