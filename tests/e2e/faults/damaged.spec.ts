import {
  closeSync,
  cpSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from '@playwright/test'
import Database from 'better-sqlite3'
import { listBackups } from '../../../src/main/store/backup.ts'
import { UPS } from '../support/codes.ts'
import { expect } from '../support/runningDesk.ts'
import { backupDir, buildingDir, bytesOf, filesOf, replicaFile } from '../support/faults.ts'
import { scan } from '../support/gun.ts'
import {
  BEFORE,
  SINCE,
  usedDesks,
  ready,
  damagedTitle,
  goneTitle,
  restoreButton,
  restore,
  known,
} from '../support/usedDesks.ts'

const { used, usedCopy, start, opened } = usedDesks()

const kept = (dataDir: string): string[] =>
  filesOf(buildingDir(dataDir)).filter((name) => /^replica\.db\.damaged-[0-9TZ-]+$/.test(name))

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

const garbage = (length: number): Buffer => Buffer.alloc(length, 0xa5)

/** The first page of a table's own tree. */
function rootPage(file: string, table: string): { at: number; size: number } {
  const db = new Database(file, { readonly: true })
  const page = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table) as number
  const size = db.pragma('page_size', { simple: true }) as number
  db.close()
  return { at: (page - 1) * size, size }
}

const damages: readonly { name: string; rescued: boolean; hurt: (file: string) => void }[] = [
  { name: 'a header of garbage', rescued: true, hurt: (file) => overwrite(file, 0, garbage(100)) },
  {
    name: 'a page of garbage where the parcels are',
    rescued: true,
    hurt: (file) => {
      const { at, size } = rootPage(file, 'packages')
      overwrite(file, at, garbage(size))
      // The machine went down with it: only then does the next start read every table.
      writeFileSync(`${file}-open`, '')
    },
  },
  {
    name: 'an end that is cut off',
    rescued: false,
    hurt: (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  },
]

for (const { name, rescued, hurt } of damages) {
  // Bug: a damaged file that is opened, replaced or deleted; or acts since the backup thrown away though they can be read.
  test(`${name}: Enter goes back to the newest good backup, keeps the damaged file${rescued ? ' and rescues what came since' : ''}`, async () => {
    const dataDir = usedCopy()
    hurt(replicaFile(dataDir))
    const damaged = bytesOf(replicaFile(dataDir))
    const desk = await start(dataDir, { ready: false })
    await expect(damagedTitle(desk.page)).toBeVisible()
    await expect(restoreButton(desk.page)).toBeFocused()
    await restore(desk.page)
    expect(await known(desk, BEFORE)).toEqual(BEFORE)
    if (rescued) expect(await known(desk, SINCE)).toEqual(SINCE)
    const [aside, ...more] = kept(dataDir)
    expect(more).toEqual([])
    expect(bytesOf(join(buildingDir(dataDir), aside!)).equals(damaged), 'the damaged file is kept as it was').toBe(true)
    // The restored desk works and starts again like any other.
    await desk.ask('packages.counts', {})
    await desk.app.close()
    await start(dataDir)
    expect(await known(opened(), BEFORE)).toEqual(BEFORE)
  })
}

// Bug: a backup that is damaged itself offered as the way out.
test('a backup that is damaged too is not offered; the older good one is', async () => {
  const dataDir = usedCopy()
  const good = filesOf(backupDir(dataDir)).find((name) => name.endsWith('.db'))
  const newer = good!.replace(/\d{4}-\d\d-\d\d/, '2099-01-01')
  const bad = newer === good ? good.replace(/\d{8}/, '20990101') : newer
  cpSync(join(backupDir(dataDir), good!), join(backupDir(dataDir), bad))
  const file = join(backupDir(dataDir), bad)
  const { at, size } = rootPage(file, 'packages')
  overwrite(file, at, garbage(size))
  overwrite(replicaFile(dataDir), 0, garbage(100))
  const { page } = await start(dataDir, { ready: false })
  await expect(damagedTitle(page)).toBeVisible()
  const [first, second] = await page.getByRole('list', { name: 'Backups, newest first' }).getByRole('listitem').all()
  // Its name says a later year, but it was not made last.
  await expect(first!).toContainText('newest good one')
  await expect(second!).toContainText('incomplete')
  await restore(page)
  expect(await known(opened(), BEFORE)).toEqual(BEFORE)
})

// Bug: an empty building in the place of a file that could still be rescued by hand.
test('nothing good left: beginning with an empty building keeps the damaged file', async () => {
  const dataDir = usedCopy()
  rmSync(backupDir(dataDir), { recursive: true })
  overwrite(replicaFile(dataDir), 0, garbage(100))
  const damaged = bytesOf(replicaFile(dataDir))
  const { page } = await start(dataDir, { ready: false })
  await expect(damagedTitle(page)).toBeVisible()
  await expect(restoreButton(page)).toHaveCount(0)
  await expect(page.getByText('There is no good backup on this computer')).toBeVisible()
  await page.getByRole('button', { name: 'Begin with an empty building' }).click()
  await ready(page).waitFor()
  // Empty it is: nobody invented, under whose name a real parcel could be put.
  expect((await opened().ask('packages.list', { filter: {} })).total).toBe(0)
  expect((await opened().ask('residents.list', { text: '' })).total).toBe(0)
  await scan(page, UPS)
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByText(/Nobody found/)).toBeVisible()
  const [aside] = kept(dataDir)
  expect(bytesOf(join(buildingDir(dataDir), aside!)).equals(damaged)).toBe(true)
})

// Bug: a file that vanished taken for a first start, so that the sample replaces a building.
test('a replica that is gone while its backups are there is told, not begun anew', async () => {
  const dataDir = usedCopy()
  rmSync(replicaFile(dataDir))
  const { page } = await start(dataDir, { ready: false })
  await expect(goneTitle(page)).toBeVisible()
  await expect(page.getByText('worn')).toHaveCount(0)
  await expect(restoreButton(page)).toBeFocused()
  await restore(page)
  expect(await known(opened(), BEFORE)).toEqual(BEFORE)
})

// Bug: a file that was only moved cost everything since the backup.
test('a replica that was moved and is put back is all there', async () => {
  const dataDir = usedCopy()
  const file = replicaFile(dataDir)
  renameSync(file, `${file}.elsewhere`)
  const { page } = await start(dataDir, { ready: false })
  await page.getByText(file, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(goneTitle(page)).toBeVisible()
  renameSync(`${file}.elsewhere`, file)
  await page.getByRole('button', { name: 'Look again' }).click()
  await ready(page).waitFor()
  expect(await known(opened(), [...BEFORE, ...SINCE])).toEqual([...BEFORE, ...SINCE])
})

// Bug: a computer whose zone is not the building's told the wrong hour of the backup.
test('the hour of a backup is that of the building, not of the computer', async () => {
  const dataDir = usedCopy()
  cpSync(join(used(), 'building.json'), join(dataDir, 'building.json'))
  rmSync(replicaFile(dataDir))
  const { page } = await start(dataDir, { ready: false, env: { TZ: 'Asia/Tokyo' } })
  const at = listBackups(backupDir(dataDir))[0]!.at
  const hour = new Intl.DateTimeFormat('en-CA', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'America/Toronto',
  }).format(new Date(at))
  await expect(page.getByRole('list', { name: 'Backups, newest first' }).getByRole('listitem').first()).toContainText(
    hour,
  )
})
