import type { CarrierId, TaughtRule } from '../../../shared/carriers/index.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { classifyScan } from '../../../shared/scan/classify.ts'
import { commandOf } from '../../../shared/scan/commands.ts'
import type { ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { packagesByTracking } from '../packages/find.ts'
import { selectPackages, WAITING } from '../packages/rows.ts'
import { createSuggestions } from './suggest.ts'

/** The same code again within this time is the gun reading twice, not a person. */
const BOUNCE_MS = 2_000
const SHARE_SAMPLE = 500
const SHARE_FRESH_MS = 15 * 60_000

/** What a scan means in this building, told from the replica alone. */
export function createScanResolver({ store, ports, place }: ServiceDeps, directory: Directory) {
  const suggest = createSuggestions(directory, place.building.address)
  let last = { text: '', at: 0 }
  let taught: TaughtRule[] | null = null
  let share: { of: Partial<Record<CarrierId, number>>; at: number } | null = null
  const stop = store.onChange(({ tables }) => {
    if (tables['carrier_rules']) taught = null
    // An undo or a hand-over gives the same code a new meaning at once.
    if (tables['packages']) last = { text: '', at: 0 }
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

  const own = (type: 'package' | 'pickup' | 'shelf' | 'command', code: string, full: string): ScanOutcome => {
    if (type === 'package') {
      const [found] = selectPackages(store, 'p.label_code = ? AND p.deleted_at IS NULL', '', code)
      if (!found) return { kind: 'not_ours', code: full }
      return isWaiting(found.status) ? { kind: 'hand_over', package: found } : { kind: 'gone', package: found }
    }
    if (type === 'pickup') {
      const [found] = selectPackages(store, `p.pickup_code = ? AND ${WAITING}`, 'LIMIT 1', code)
      return found ? { kind: 'pickup', package: found, code } : { kind: 'not_ours', code: full }
    }
    if (type === 'shelf') {
      const shelf = store
        .prepare('SELECT id, code, name FROM shelves WHERE code = ? AND deleted_at IS NULL')
        .get(code) as { id: string; code: string; name: string } | undefined
      return shelf ? { kind: 'shelf', shelf } : { kind: 'not_ours', code: full }
    }
    const command = commandOf(code)
    return command === null ? { kind: 'not_ours', code: full } : { kind: 'command', command }
  }

  return {
    resolve(input: Parsed<'scan.resolve'>): ScanOutcome {
      const now = ports.now().getTime()
      // From the first read on, so that a person who goes on scanning it is heard in the end.
      const isSame = input.text === last.text && now - last.at < BOUNCE_MS && now >= last.at
      if (isSame && !input.corrupt && !input.again) return { kind: 'bounce' }
      last = { text: input.text, at: now }
      const scan = classifyScan(input, { taught: rules(), siteShare: siteShare(now) })
      switch (scan.kind) {
        case 'own':
          return own(scan.type, scan.code, scan.full)
        case 'own_damaged':
          return { kind: 'rescan', why: 'own_damaged' }
        case 'corrupt':
          return { kind: 'rescan', why: 'corrupt' }
        case 'too_long':
          return { kind: 'rescan', why: 'too_long' }
        case 'wrong_barcode':
          return { kind: 'wrong_barcode', why: scan.why }
        case 'tracking': {
          const [known] = packagesByTracking(store, scan.aliases)
          if (known && isWaiting(known.status)) return { kind: 'known', package: known }
          return {
            kind: 'intake',
            raw: scan.raw,
            candidates: scan.candidates,
            previous: known ?? null,
            addressee: suggest(input),
          }
        }
        case 'unknown': {
          const [known] = packagesByTracking(store, [scan.normalised])
          if (known && isWaiting(known.status)) return { kind: 'known', package: known }
          return { kind: 'unknown', raw: scan.raw, normalised: scan.normalised, previous: known ?? null }
        }
      }
    },

    [Symbol.dispose]: stop,
  }
}
