// Verifying a desk's audit log of 1 000 000 entries, as the settings do it: in slices, with scans answered in between.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { auditChain } from '../src/main/store/audit/chain.ts'
import { rowStatements } from '../src/main/store/rows.ts'
import { verifySlowly } from '../src/main/services/audit/verify.ts'
import { createVerifier } from '../src/main/store/audit/verify.ts'
import { openReady, seedSmall, testOptions } from '../src/main/store/testing.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { entries } = sizes({ entries: 1_000_000 }, { entries: 2000 })
const folder = mkdtempSync(join(tmpdir(), 'lofts-audit-'))
const closing: (() => void)[] = []
try {
  const options = testOptions(folder)
  const store = await openReady(options, (close) => closing.push(close))
  const { staff, resident } = seedSmall(store)
  const db = new Database(options.file)
  const chain = auditChain(db, rowStatements(db), { ...options.ports, newId: uuidv7 })
  const at = '2026-11-30T12:00:00.000Z'
  const began = performance.now()
  for (let made = 1; made < entries;) {
    db.exec('BEGIN')
    for (let n = 0; n < 10_000 && made < entries; n++, made++) {
      const [packageId, actId] = [uuidv7(), uuidv7()]
      const common = { building_id: 'b1', created_at: at, updated_at: at, deleted_at: null }
      const ops = [
        {
          table: 'packages' as const,
          op: 'insert' as const,
          id: packageId,
          values: {
            ...common,
            resident_id: resident,
            status: 'received',
            carrier: 'ups',
            kind: 'parcel',
            tracking_number: String(made),
          },
        },
        {
          table: 'package_events' as const,
          op: 'insert' as const,
          id: uuidv7(),
          values: { ...common, package_id: packageId, type: 'received', to_status: 'received', actor_id: staff },
        },
        {
          table: 'notices' as const,
          op: 'insert' as const,
          id: uuidv7(),
          values: { ...common, package_id: packageId, resident_id: resident, state: 'waiting', channel: 'email' },
        },
      ]
      chain.act({ id: actId, name: 'packages.register', actor_id: staff, at, ops })
    }
    db.exec('COMMIT')
  }
  const writtenMs = performance.now() - began
  db.close()
  const slices: number[] = []
  const cpu = process.cpuUsage()
  const start = performance.now()
  const verdict = await verifySlowly(store.prepare, createVerifier([]), {
    slice: (ms) => slices.push(ms),
    isStopped: () => false,
  })
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  if (verdict === null || verdict.broken || verdict.entries !== entries) throw new Error(JSON.stringify(verdict))
  const { p95, max } = spread(slices)
  report({
    name: 'audit',
    value: ms / 1000,
    unit: 's to verify',
    limit: 10,
    context: {
      entries,
      cpuS: (user + system) / 1e6,
      sliceP95Ms: p95,
      sliceMaxMs: max,
      writtenPerEntryMs: writtenMs / entries,
    },
  })
} finally {
  for (const close of closing) close()
  rmSync(folder, { recursive: true, force: true })
}
