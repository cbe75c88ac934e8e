import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fontsIn } from '../../../src/main/devices/printer/label-fonts.ts'
import { createLabelMaker } from '../../../src/main/devices/printer/label-maker.ts'
import { fakePrinter } from '../../../src/main/services/printing/testing.ts'
import { verifyFile } from '../../../src/main/store/audit/file.ts'
import { testDir } from '../../../src/main/store/testing.ts'
import { popplerAvailable } from '../../support/cups.ts'
import { register } from '../../support/parcels.ts'
import { rasterise } from '../../support/raster.ts'
import { readCodes } from '../../support/read-codes.ts'
import { openTestDesk, PROJECT } from '../../support/testDesk.ts'

const poppler = popplerAvailable()
const why = poppler.ok ? '' : ` (skipped: ${poppler.reason})`

async function desk() {
  const dataDir = testDir(onTestFinished)
  const { printing } = fakePrinter()
  const labels = createLabelMaker({ readFont: fontsIn(join(PROJECT, 'resources/fonts')) })
  const open = await openTestDesk({ dataDir, printing: { ...printing, labels } })
  onTestFinished(() => open.close())
  const { staff } = await open.ask('session.get', {})
  await open.ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
  /** What a person and a scanner read off the page. */
  const paper = async (language: 'fr' | 'en') => {
    const { name, bytes } = await open.ask('audit.stateFile', { language })
    const file = join(dataDir, name)
    writeFileSync(file, bytes)
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    return {
      name,
      text,
      pages: text.split('\f').length - 1,
      codes: await readCodes(await rasterise(file, 200, 'gray')),
    }
  }
  return { open, paper, replica: join(dataDir, 'replica.db') }
}

describe.skipIf(!poppler.ok)(`the state of the log on paper${why}`, () => {
  it.each([
    { language: 'fr', says: ['État du journal d’audit', 'Nombre d’inscriptions', 'Poste', 'Nom', 'Signature'] },
    { language: 'en', says: ['State of the audit log', 'Number of entries', 'Desk', 'Name', 'Signature'] },
  ] as const)('is one page that says the last entry in digits and as a code: $language', async ({ language, says }) => {
    const { open, paper } = await desk()
    const { name, text, pages, codes } = await paper(language)
    const { head } = await open.ask('audit.status', {})
    const { building, desk: here } = await open.ask('session.get', {})
    expect(pages).toBe(1)
    expect(name).toContain(`-${here.letter}-`)
    for (const word of [...says, building.name, `${here.letter} · ${here.name}`, building.timezone])
      expect(text).toContain(word)
    // The clocks of the building, not of the computer.
    const at = new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      timeStyle: 'medium',
      timeZone: building.timezone,
    }).format(new Date(head!.at))
    expect(text).toContain(at)
    expect(codes).toEqual([{ format: 'QRCode', text: `${head!.seq}:${head!.hash}` }])
    const digits = /(?:[0-9a-f]{4}\s+){15}[0-9a-f]{4}/.exec(text)![0].replaceAll(/\s/g, '')
    expect(digits).toBe(head!.hash)
    // Who took it out is told, as the entry that it shows.
    expect((await open.ask('audit.list', { limit: 1 })).rows).toMatchObject([
      { what: 'export.logState', area: 'exports', seq: head!.seq },
    ])
  })

  // Bug: a desk that works alone had nothing outside of its computer that a log made anew could be held against.
  it('holds as the log goes on, and shows that its end was cut', async () => {
    const { open, paper, replica } = await desk()
    const [code] = (await paper('fr')).codes
    const [n, hash] = code!.text.split(':')
    const anchors = [{ segment: null, n: Number(n), hash: hash! }]
    await register(open, '1Z999AA10000000701')
    expect(await verifyFile(replica, { anchors })).toMatchObject({ broken: null, anchors: { given: 1, met: 1 } })
    const db = new Database(replica)
    onTestFinished(() => void db.close())
    for (const { name } of db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '_audit'`)
      .all() as { name: string }[])
      db.exec(`DROP TRIGGER ${name}`)
    db.prepare('DELETE FROM _audit WHERE seq >= ?').run(Number(n))
    expect((await verifyFile(replica)).broken).toBeNull()
    expect((await verifyFile(replica, { anchors })).broken).toMatchObject({ kind: 'cut' })
  })
})
