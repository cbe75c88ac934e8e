import type { EventType, PackageEvent, Proof } from '../../../shared/contract/packages.ts'
import { isFirstAddressee } from '../../../shared/packages/history.ts'

export type Field =
  | 'carrier'
  | 'trackingNumber'
  | 'kind'
  | 'note'
  | 'writtenName'
  | 'perishable'
  | 'oversize'
  | 'signatureRequired'
  | 'shelf'
  | 'addressee'
type Value = string | number | boolean | null

/** One corrected fact. `to` is left out when it was taken back and nobody knows any more. */
export interface Change {
  field: Field
  from: Value
  to?: Value
}

export interface TimelineEntry {
  id: string
  type: EventType
  at: string
  actor: string
  /** What they proved it by, where that is worth telling. */
  proof: 'pin' | 'badge' | null
  desk: string
  reason: string | null
  changes: readonly Change[]
  /** Who collected it, and how they proved who they are. */
  collected: { by: string; proof: Proof } | null
  reprint: boolean
  /** The parcel had no addressee before. */
  identified: boolean
  /** Set when a later act took this one back: the line is struck. */
  takenBack: { id: string; by: string; at: string; reason: string | null } | null
}

/** The present values of what can be corrected, to tell what an earlier correction led to. */
export interface Present {
  carrier: string
  trackingNumber: string | null
  kind: string
  note: string
  writtenName: string | null
  flags: { perishable: boolean; oversize: boolean; signatureRequired: boolean }
}

const COLUMNS: Readonly<Record<string, Exclude<Field, 'shelf' | 'addressee'>>> = {
  carrier: 'carrier',
  tracking_number: 'trackingNumber',
  kind: 'kind',
  note: 'note',
  written_name: 'writtenName',
  perishable: 'perishable',
  oversize: 'oversize',
  signature_required: 'signatureRequired',
}
const FLAGS: ReadonlySet<string> = new Set(['perishable', 'oversize', 'signatureRequired'])

const asText = (value: Value | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)

const addressee = (unit: Value | undefined, name: Value | undefined): string | null =>
  [asText(unit), asText(name)].filter((part) => part !== null).join(' · ') || null

function before(detail: PackageEvent['detail']): Record<string, Value> {
  try {
    const parsed: unknown = JSON.parse(String(detail['before']))
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, Value>) : {}
  } catch {
    return {}
  }
}

/** What each correction changed, from its facts and from what came after it. Walks back from the present. */
function edits(events: readonly PackageEvent[], present: Present): ReadonlyMap<string, Change[]> {
  const known: Record<string, Value> = { ...present, ...present.flags, flags: null }
  const changes = new Map<string, Change[]>()
  for (const event of events.toReversed()) {
    if (event.type !== 'edited') continue
    const list: Change[] = []
    for (const [column, raw] of Object.entries(before(event.detail))) {
      const field = COLUMNS[column]
      if (!field) continue
      const from = FLAGS.has(field) ? Boolean(raw) : raw
      list.push(event.undone ? { field, from } : { field, from, to: known[field] ?? null })
      if (!event.undone) known[field] = from
    }
    changes.set(event.id, list)
  }
  return changes
}

function changesOf(event: PackageEvent, edited: ReadonlyMap<string, Change[]>): readonly Change[] {
  const { detail } = event
  switch (event.type) {
    case 'edited':
      return edited.get(event.id) ?? []
    case 'shelf_set':
      return [{ field: 'shelf', from: asText(detail['fromShelf']), to: asText(detail['toShelf']) }]
    case 'addressee_changed':
      return [
        {
          field: 'addressee',
          from: addressee(detail['fromUnit'], detail['fromName']),
          to: addressee(detail['toUnit'], detail['toName']),
        },
      ]
    case 'received':
      return [
        { field: 'addressee', from: null, to: addressee(detail['toUnit'], detail['toName']) },
        ...(asText(detail['writtenName']) === null
          ? []
          : [{ field: 'writtenName' as const, from: null, to: asText(detail['writtenName']) }]),
      ]
    default:
      return []
  }
}

/**
 * A parcel's history, newest first. An undo is told on the line that it struck; it stands alone only when that
 * line is not there.
 */
export function timeline(events: readonly PackageEvent[], present: Present): TimelineEntry[] {
  const edited = edits(events, present)
  const entries = new Map<string, TimelineEntry>()
  for (const event of events) {
    if (event.type === 'undone') {
      // The last act of that kind that is taken back and not yet told: undo always takes the last one first.
      const struck = events.findLast(
        (one) =>
          one.undone &&
          one.type === event.detail['undid'] &&
          one.at <= event.at &&
          entries.get(one.id)?.takenBack === null,
      )
      const entry = struck && entries.get(struck.id)
      if (entry) {
        entry.takenBack = { id: event.id, by: event.actor, at: event.at, reason: asText(event.detail['reason']) }
        continue
      }
    }
    const by = asText(event.detail['to'])
    entries.set(event.id, {
      id: event.id,
      type: event.type,
      at: event.at,
      actor: event.actor,
      proof: event.proof === 'pin' || event.proof === 'badge' ? event.proof : null,
      desk: event.desk,
      reason: asText(event.detail['reason']),
      changes: changesOf(event, edited),
      collected:
        event.type === 'handed_over' && by !== null
          ? { by, proof: (event.detail['proof'] as Proof | undefined) ?? 'known' }
          : null,
      reprint: event.detail['reprint'] === true,
      identified: event.type === 'addressee_changed' && isFirstAddressee(event.detail),
      takenBack: null,
    })
  }
  return [...entries.values()].toReversed()
}

/** Why a parcel is on hold or missing now: the reason of the last act that still counts. */
export function currentReason(events: readonly PackageEvent[], type: 'held' | 'lost'): string | null {
  const last = events.findLast((event) => event.type === type && !event.undone)
  return last ? asText(last.detail['reason']) : null
}
