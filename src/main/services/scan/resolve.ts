import type { CarrierId, TaughtRule } from '../../../shared/carriers/index.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { classifyScan } from '../../../shared/scan/classify.ts'
import { commandOf } from '../../../shared/scan/commands.ts'
import type { ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { successorOf } from '../packages/acts.ts'
import { packagesByTracking } from '../packages/find.ts'
import { byPickupCode } from '../packages/pickup.ts'
import { packageRow, selectPackages } from '../parcel/rows.ts'
import { commandSeal } from './commandSeal.ts'
import { createSuggestions } from './suggest.ts'

type BadgeOutcome = Extract<ScanOutcome, { kind: 'badge' }>

const SHARE_SAMPLE = 500
const SHARE_FRESH_MS = 15 * 60_000

/** What a scan means in this building, told from the replica alone. Asking changes nothing. */
export function createScanResolver(
  { store, ports, place }: ServiceDeps,
  directory: Directory,
  {
    badgeOf,
    codes,
  }: {
    badgeOf(text: string): BadgeOutcome['person'] | 'unknown' | 'none'
    codes: { pausedUntil(): string | null }
  },
) {
  const seal = commandSeal(place.building.id)
  const suggest = createSuggestions(directory, () => place.building.address)
  let taught: TaughtRule[] | null = null
  let share: { of: Partial<Record<CarrierId, number>>; at: number } | null = null
  const stop = store.onChange(({ tables }) => {
    if (tables['carrier_rules']) taught = null
  })

  const rules = (): TaughtRule[] =>
    (taught ??= store
      .prepare('SELECT id, carrier, prefix, length FROM carrier_rules WHERE deleted_at IS NULL')
      .all() as TaughtRule[])

  /** Which carriers come here, from the last parcels: it settles ties between rules that both fit. */
  const siteShare = (now: number): Partial<Record<CarrierId, number>> => {
    if (share && now - share.at < SHARE_FRESH_MS) return share.of
    const rows = store
      .prepare(
        `SELECT carrier, count(*) AS n FROM (SELECT carrier FROM packages ORDER BY received_at DESC LIMIT ${SHARE_SAMPLE}) GROUP BY carrier`,
      )
      .all() as { carrier: CarrierId; n: number }[]
    const total = rows.reduce((sum, row) => sum + row.n, 0)
    share = { of: Object.fromEntries(rows.map((row) => [row.carrier, row.n / total])), at: now }
    return share.of
  }

  const isRemoved = (id: string): boolean =>
    store.prepare('SELECT 1 FROM packages WHERE id = ? AND deleted_at IS NOT NULL').get(id) !== undefined

  /** The parcel itself, or what it was registered as again after an undo: the label on the box is the first one. */
  const asItStands = (parcel: PackageRow): PackageRow => {
    const next = isRemoved(parcel.id) ? successorOf(store, parcel.id) : null
    return next === null ? parcel : asItStands(packageRow(store, next))
  }

  /** What a parcel that the desk already has makes of its barcode; null: it has left, the barcode begins anew. */
  const stillHere = (parcel: PackageRow | undefined): ScanOutcome | null => {
    if (parcel?.status === 'lost') return { kind: 'lost', package: parcel }
    return parcel && isWaiting(parcel.status) ? { kind: 'known', package: parcel } : null
  }

  /** The six digits of a notice, typed or drawn as a code of their own; spaces and dashes are how people write them. */
  const pickup = (text: string): ScanOutcome | null => {
    const code = text.replaceAll(/[\s\p{Pd}]/gu, '')
    if (!/^\d{6}$/.test(code)) return null
    const [found, ...others] = byPickupCode(store, code)
    if (!found) return null
    const until = codes.pausedUntil()
    return until === null ? { kind: 'pickup', package: found, others, code } : { kind: 'codes_paused', until }
  }

  const own = (type: 'package' | 'pickup' | 'shelf' | 'command', code: string, full: string): ScanOutcome => {
    if (type === 'package') {
      const [labelled] = selectPackages(store, 'p.label_code = ?', '', code)
      const found = labelled && asItStands(labelled)
      if (!found) return { kind: 'not_ours', code: full }
      if (isRemoved(found.id)) return { kind: 'taken_back', package: found }
      if (found.status === 'lost') return { kind: 'lost', package: found }
      return isWaiting(found.status) ? { kind: 'hand_over', package: found } : { kind: 'gone', package: found }
    }
    if (type === 'pickup') {
      return pickup(code) ?? { kind: 'unknown_code' }
    }
    if (type === 'shelf') {
      const shelf = store
        .prepare('SELECT id, code, name FROM shelves WHERE code = ? AND deleted_at IS NULL')
        .get(code) as { id: string; code: string; name: string } | undefined
      return shelf ? { kind: 'shelf', shelf } : { kind: 'not_ours', code: full }
    }
    const command = commandOf(code, seal)
    return command === null ? { kind: 'not_ours', code: full } : { kind: 'command', command }
  }

  return {
    /** The building has something of this code, or had. */
    knows(text: string): boolean {
      const scan = classifyScan({ text }, { taught: rules() })
      if (scan.kind === 'own' || scan.kind === 'own_damaged') return true
      return 'aliases' in scan && packagesByTracking(store, scan.aliases).length > 0
    },

    resolve(input: Parsed<'scan.resolve'>): ScanOutcome {
      const badge = input.corrupt ? 'none' : badgeOf(input.text)
      if (typeof badge !== 'string') return { kind: 'badge', person: badge }
      const now = ports.now().getTime()
      const scan = classifyScan(input, { taught: rules(), siteShare: siteShare(now) })
      switch (scan.kind) {
        case 'own':
          return own(scan.type, scan.code, scan.full)
        case 'own_damaged':
          return { kind: 'rescan', why: 'own_damaged' }
        case 'corrupt':
          return { kind: 'rescan', why: input.unended ? 'no_end' : 'corrupt' }
        case 'too_long':
          return { kind: 'rescan', why: 'too_long' }
        case 'wrong_barcode':
          return pickup(input.text) ?? { kind: 'wrong_barcode', why: scan.why }
        case 'tracking': {
          const [known] = packagesByTracking(store, scan.aliases)
          return (
            stillHere(known) ?? {
              kind: 'intake',
              raw: scan.raw,
              candidates: scan.candidates,
              previous: known ?? null,
              addressee: suggest(input),
            }
          )
        }
        case 'misread': {
          const [known] = packagesByTracking(store, scan.aliases)
          // Somebody registered it so: then it is what the label says.
          const here = stillHere(known)
          if (here) return here
          const { carrier, fault, raw, normalised } = scan
          return { kind: 'misread', carrier, fault, raw, normalised, previous: known ?? null }
        }
        case 'unknown': {
          const [known] = packagesByTracking(store, scan.aliases)
          const unknown = {
            kind: 'unknown',
            raw: scan.raw,
            normalised: scan.normalised,
            previous: known ?? null,
          } as const
          const here = stillHere(known) ?? pickup(input.text)
          // What is written as the badges here are is one that nobody has been given.
          return here ?? (badge === 'unknown' ? { kind: 'badge', person: null } : unknown)
        }
      }
    },

    [Symbol.dispose]: stop,
  }
}
