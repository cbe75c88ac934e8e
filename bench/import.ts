// An import of 10 000 people: read, mapped, compared with the directory and written as one act, in seconds; and how long a scan waits meanwhile.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asFound } from '../tests/support/imports.ts'
import { openTestDesk } from '../tests/support/testDesk.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

/** How long a scan may wait while an import runs: it is painted 40 ms after its last key at most. */
const SCAN_MS = 40
const PAUSE_MS = 25
const { rows } = sizes({ rows: 10_000 }, { rows: 300 })

/** People as other systems write them: two in each unit, addresses and telephones, a day of the lease. */
const file = [
  'Unit,Tenant,Tenant ID,Tenant Email,Tenant Phone Number,Move In Date,DOB',
  ...Array.from(
    { length: rows },
    (_, n) =>
      `${1000 + Math.floor(n / 2)},"Nom${n}, Prénom${n % 97}",t${n},p${n}@exemple.ca,514 555-${String(n % 10_000).padStart(4, '0')},${1 + (n % 12)}/${13 + (n % 15)}/2025,1980-01-01`,
  ),
].join('\r\n')

const dataDir = mkdtempSync(join(tmpdir(), 'lofts-bench-import-'))
const desk = await openTestDesk({ dataDir, checkOutput: false })
try {
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
  const [parcel] = (await desk.ask('packages.list', { filter: {}, limit: 1 })).rows
  const scans: number[] = []
  const over = new AbortController()
  const scanning = (async () => {
    while (!over.signal.aborted) {
      const began = performance.now()
      // A turn of the loop first: a scan comes from outside.
      await new Promise((resolve) => setTimeout(resolve, 0))
      await desk.ask('scan.resolve', { text: parcel!.trackingNumber ?? parcel!.shortNumber })
      scans.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  })()
  const began = performance.now()
  const opened = await desk.ask('import.open', { bytes: new TextEncoder().encode(file) })
  const read = performance.now()
  const { digest, counts } = await desk.ask('import.preview', asFound(opened))
  const compared = performance.now()
  const { actId, added } = await desk.ask('import.run', { digest, gone: [], goneOn: '', withoutRefused: false })
  const written = performance.now()
  over.abort()
  await scanning
  await desk.ask('acts.undo', { actId, reason: '' })
  const undone = performance.now()
  if (added !== rows || counts.new !== rows) throw new Error(`${added} of ${rows} were imported`)
  const { p50, p95, max, n } = spread(scans)
  const seconds = (written - began) / 1000
  report({
    name: 'import',
    value: seconds,
    unit: 's from the file to the directory',
    limit: 10,
    ok: seconds <= 10 && p95 <= SCAN_MS,
    context: {
      rows,
      readMs: read - began,
      compareMs: compared - read,
      writeMs: written - compared,
      undoMs: undone - written,
      scanP50: p50,
      scanP95: p95,
      scanLongest: max,
      scans: n,
    },
  })
} finally {
  await desk.close()
  rmSync(dataDir, { recursive: true, force: true })
}
