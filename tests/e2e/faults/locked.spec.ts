import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@playwright/test'
import Database from 'better-sqlite3'
import { amazon, UPS } from '../support/codes.ts'
import { expect } from '../support/runningDesk.ts'
import { buildingDir, bytesOf, filesOf, isRoot, openCopy, presetSettings, replicaFile } from '../support/faults.ts'
import { scan } from '../support/gun.ts'
import { BEFORE, known, ready, SINCE, usedDesks } from '../support/usedDesks.ts'

const { folder, usedCopy, start, stop, opened } = usedDesks()

const ROOT_ONLY = 'needs root on Linux: it mounts a small file system'

// Bug: an older program that opens, migrates or checkpoints a database which a newer one wrote.
test('a newer database is named as such and not a byte of it changes', async () => {
  const dataDir = usedCopy()
  const file = replicaFile(dataDir)
  const db = new Database(file)
  db.pragma(`user_version = ${(db.pragma('user_version', { simple: true }) as number) + 1}`)
  db.close()
  const before = bytesOf(file)
  const files = filesOf(buildingDir(dataDir))
  const desk = await start(dataDir, { ready: false })
  await expect(desk.page.getByRole('heading', { name: 'This desk’s data is from a newer Lofts Desk' })).toBeVisible()
  await expect(desk.page.getByRole('button', { name: 'Try again' })).toBeFocused()
  await desk.page.keyboard.press('Enter')
  await expect(desk.page.getByRole('heading', { name: 'This desk’s data is from a newer Lofts Desk' })).toBeVisible()
  await desk.app.close()
  expect(bytesOf(file).equals(before)).toBe(true)
  expect(filesOf(buildingDir(dataDir))).toEqual(files)
})

/** A folder that cannot be written to, even by root. */
function readOnlyMount(dir: string): () => void {
  execFileSync('mount', ['--bind', dir, dir])
  execFileSync('mount', ['-o', 'remount,bind,ro', dir])
  return () => execFileSync('umount', [dir])
}

// Bug: a desk that opens on a folder it cannot write to and loses the first parcel.
test('a read-only folder is said before anything is registered; writable again, Enter goes on', async () => {
  test.skip(!isRoot, ROOT_ONLY)
  const dataDir = usedCopy()
  const writable = readOnlyMount(buildingDir(dataDir))
  let locked = true
  try {
    const desk = await start(dataDir, { ready: false })
    await expect(desk.page.getByRole('heading', { name: 'The data folder is locked' })).toBeVisible()
    await expect(desk.page.getByText(buildingDir(dataDir))).toBeVisible()
    writable()
    locked = false
    await desk.page.keyboard.press('Enter')
    await ready(desk.page).waitFor()
    expect(await known(desk, [...BEFORE, ...SINCE])).toEqual([...BEFORE, ...SINCE])
  } finally {
    if (locked) writable()
  }
})

// Bug: a read-only file taken for a damaged one, with a restore over good data on offer.
test('a read-only file is locked, not damaged', async () => {
  test.skip(!isRoot, ROOT_ONLY)
  const dataDir = usedCopy()
  const file = replicaFile(dataDir)
  execFileSync('mount', ['--bind', file, file])
  try {
    execFileSync('mount', ['-o', 'remount,bind,ro', file])
    const { page } = await start(dataDir, { ready: false })
    await expect(page.getByRole('heading', { name: 'The data folder is locked' })).toBeVisible()
  } finally {
    execFileSync('umount', ['-l', file])
  }
  await opened().page.keyboard.press('Enter')
  await ready(opened().page).waitFor()
})

/** Writes until not one more byte fits. */
function fillUp(dir: string): string {
  const filler = join(dir, 'filler')
  const handle = openSync(filler, 'w')
  for (let step = 1 << 20; step >= 1; step = Math.floor(step / 2)) {
    const block = Buffer.alloc(step)
    try {
      // Partial writes count: the next smaller step fills the rest.
      while (writeSync(handle, block) === step) continue
    } catch {
      // Full for this step.
    }
  }
  closeSync(handle)
  return filler
}

// Bug: half a parcel on a full disk, a refusal that says nothing, or one that stays after there is room again.
test('on a full disk registering says so and leaves nothing half; with room again the same Enter registers', async () => {
  test.skip(!isRoot, ROOT_ONLY)
  const dataDir = folder()
  presetSettings(dataDir)
  mkdirSync(buildingDir(dataDir))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', buildingDir(dataDir)])
  const scratch = folder()
  try {
    const desk = await start(dataDir)
    const { page } = desk
    const filler = fillUp(buildingDir(dataDir))
    const full = page.getByText('The disk is full, so nothing more can be saved.').first()
    const registered = page.getByText(/Registered as A\d+/).first()
    // The log may still have room of its own for a parcel or two.
    const numbers = [UPS, ...Array.from({ length: 40 }, (_, n) => amazon(100 + n))]
    let refused = ''
    const taken: string[] = []
    for (const number of numbers) {
      await scan(page, number)
      await page.getByRole('region', { name: 'Parcel in hand' }).waitFor()
      await page.keyboard.type('1204', { delay: 55 })
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('Enter')
      await expect(full.or(registered).first()).toBeVisible()
      if (await full.isVisible()) {
        refused = number
        break
      }
      taken.push(number)
      await page.keyboard.press('Escape')
    }
    expect(refused, 'a full disk refuses').not.toBe('')
    expect(await known(desk, [refused]), 'no half-written parcel').toEqual([])
    expect(await known(desk, taken), 'what was said to be registered is there').toEqual(taken)
    rmSync(filler)
    await expect(page.getByRole('combobox', { name: /Who is it for/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(registered).toBeVisible()
    expect(await known(desk, [refused])).toEqual([refused])
    await desk.app.close()
    const db = openCopy(dataDir, scratch)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const rows = db.prepare(
      `SELECT count(*) FROM packages p WHERE (SELECT count(*) FROM package_events e WHERE e.package_id = p.id AND e.type = 'received') <> 1`,
    )
    expect(rows.pluck().get(), 'every parcel has its one event').toBe(0)
    db.close()
  } finally {
    await stop().catch(() => {})
    execFileSync('umount', ['-l', buildingDir(dataDir)])
  }
})

// Bug: a first start on a full disk that looks like damage, or that leaves a file which later counts as the building.
test('a start on a full disk says so and begins once there is room', async () => {
  test.skip(!isRoot, ROOT_ONLY)
  const dataDir = folder()
  presetSettings(dataDir)
  mkdirSync(buildingDir(dataDir))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', buildingDir(dataDir)])
  try {
    const filler = fillUp(buildingDir(dataDir))
    const { page } = await start(dataDir, { ready: false })
    await expect(page.getByRole('heading', { name: 'The disk is full' })).toBeVisible()
    rmSync(filler)
    await page.keyboard.press('Enter')
    await ready(page).waitFor()
    expect((await opened().ask('packages.counts', {})).waiting).toBeGreaterThan(0)
  } finally {
    await stop().catch(() => {})
    execFileSync('umount', ['-l', buildingDir(dataDir)])
  }
})
