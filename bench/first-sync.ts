// A desk connects to a building with 100 000 parcels (--rows 1000000): how many times as fast as a peer reads them into memory.
import { createClient } from '@supabase/supabase-js'
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { bundleDesk } from '../tests/faults/bundle.ts'
import { BUILDING, foundBuilding } from '../tests/faults/building.ts'
import { loadDesk } from '../tests/faults/deskProcess.ts'
import { PASSWORD, startProject } from '../tests/support/project.ts'
import { applyRate } from './support/applyRate.ts'
import { manyParcels } from './support/manyParcels.ts'
import { PEER_ROWS, peerRate } from './support/peer.ts'
import { percentile, report } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { rows: ROWS } = sizes({ rows: 100_000 }, { rows: 2000 })
const EMAIL = 'nadege@example.com'
/** A parcel is registered so long after the one before: faster than anybody scans. */
const SCAN_EVERY_MS = 200
/** Times the peer's rows per second in the same run, from the choice of the building to a desk that is connected. */
const TIMES = 2
/** Of bare inserts of the same rows. */
const SHARE = 0.5
/** A scan is answered within this, whatever else the desk does. */
const SCAN_MS = 50

const say = (text: string) => process.stderr.write(`first-sync: ${text}\n`)
const hub = await startProject()
const dataDir = mkdtempSync(join(tmpdir(), 'lofts-first-sync-'))
const desk = loadDesk(await bundleDesk())
const client = createClient(hub.url, hub.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } })

/** Connects the desk while somebody registers parcels on it. */
async function connect(): Promise<{ seconds: number; registering: number[] }> {
  await desk.open(dataDir)
  await desk.ask('account.look', { url: hub.url, key: hub.publishableKey, email: EMAIL, password: PASSWORD })
  const registering: number[] = []
  const over = new AbortController()
  const began = performance.now()
  const choice = { choice: 'replace', buildingId: BUILDING, desk: { name: 'A', letter: 'A' } } as const
  await desk.ask('account.connect', choice)
  const scans = (async () => {
    while (!over.signal.aborted) {
      const parcel = { id: uuidv7(), carrier: 'ups', trackingNumber: null, rawBarcode: null, symbology: null }
      // Timed by the desk's own clock: this process is the server as well, and busy with pages.
      registering.push((await desk.timed('packages.register', { ...parcel, unitId: null, residentId: null })).ms)
      await new Promise((next) => void setTimeout(next, SCAN_EVERY_MS))
    }
  })()
  await desk.until(async () => (await desk.ask('account.status', {})).state === 'connected', 1_800_000, 'connected')
  const seconds = (performance.now() - began) / 1000
  over.abort()
  await scans
  return { seconds, registering }
}

try {
  await foundBuilding(hub, EMAIL)
  await manyParcels(hub.admin, BUILDING, ROWS)
  say(`${ROWS} parcels in the project`)
  const { seconds, registering } = await connect()
  await desk.stop()
  const replica = new Database(join(dataDir, 'replica.db'), { readonly: true })
  const there = replica.prepare(`SELECT count(*) FROM packages WHERE label_code LIKE 'BENCH%'`).pluck().get() as number
  replica.close()
  if (there !== ROWS) throw new Error(`${there} parcels came instead of ${ROWS}`)
  say(`first sync in ${seconds.toFixed(1)} s`)

  const { error } = await client.auth.signInWithPassword({ email: EMAIL, password: PASSWORD })
  if (error) throw error
  const rate = await applyRate(client, BUILDING)
  if (rate.rows < ROWS) throw new Error(`${rate.rows} rows were applied`)
  say(`${Math.round(rate.applied)} rows/s applied, ${Math.round(rate.raw)} rows/s bare`)
  const peer = await peerRate(client, BUILDING)
  if (peer.rows < Math.min(ROWS, PEER_ROWS)) throw new Error(`the peer has ${peer.rows} parcels`)

  const share = rate.applied / rate.raw
  const times = ROWS / seconds / (peer.rows / peer.seconds)
  const registerP95 = percentile(registering, 0.95)
  report({
    name: 'first-sync',
    value: times,
    unit: 'times the peer (at least)',
    limit: TIMES,
    ok: times >= TIMES && share >= SHARE && registerP95 <= SCAN_MS,
    context: {
      rows: ROWS,
      seconds,
      rowsPerSecond: ROWS / seconds,
      shareOfBareInserts: share,
      appliedRowsPerSecond: rate.applied,
      bareRowsPerSecond: rate.raw,
      registerP50: percentile(registering, 0.5),
      registerP95,
      registerMax: Math.max(...registering),
      registered: registering.length,
      peer: 'rxdb 17 replication-supabase, memory',
      peerRows: peer.rows,
      peerRowsPerSecond: peer.rows / peer.seconds,
    },
  })
} finally {
  await desk.stop()
  await hub.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
