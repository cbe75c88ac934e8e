// The day's stories of the hand-over, with the keys that they take.
import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { amazon } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { counted, typeText } from '../support/keys.ts'

const handover = async (desk: RunningDesk, id: string) => {
  await expect.poll(async () => (await desk.ask('packages.get', { id })).status).toBe('picked_up')
  return (await desk.ask('packages.get', { id })).handover
}

/** A parcel for somebody who has authorised another person, with its label scanned. */
async function opened(desk: RunningDesk, number = 1) {
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  const living = rows.filter((hit) => !hit.former && hit.receives && hit.unitId !== null)
  const details = await Promise.all(living.map(({ residentId }) => desk.ask('residents.get', { id: residentId! })))
  const to = living[details.findIndex((one) => one.authorisations.some(({ active }) => active))]!
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'amazon',
    trackingNumber: amazon(number),
    rawBarcode: null,
    symbology: null,
    unitId: to.unitId,
    residentId: to.residentId,
    print: false,
  })
  await scan(desk.page, row.code)
  await expect(desk.page.getByRole('button', { name: /^Hand over \d+ to/ })).toBeVisible()
  return row
}

/** Draws on the signature pad that is open. */
async function sign(page: Page) {
  const pad = page.getByRole('main').getByRole('img', { name: /sign/i })
  await expect(pad).toBeVisible()
  const { x, y, height } = (await pad.boundingBox())!
  await page.mouse.move(x + 30, y + height / 2)
  await page.mouse.down()
  for (let step = 1; step <= 24; step++)
    await page.mouse.move(x + 30 + step * 8, y + height / 2 + Math.sin(step / 2) * 25)
  await page.mouse.up()
  await expect(page.getByRole('img', { name: 'Signature pad: signed' })).toBeVisible()
}

test('by code: its six digits and two keys', async ({ desk }) => {
  const { id } = await opened(desk)
  const code = /\b(\d{6})\b/.exec((await desk.ask('packages.noticeText', { packageId: id })).body)![1]!
  const keys = counted(desk, 'hand-over by code', 8)
  await keys.press('Alt+1', ...code, 'Enter')
  expect((await handover(desk, id))?.proof).toBe('code')
  keys.done()
})

// Bug: beside several collectors the pad opened behind the button of the act, in a window of 1280 by 800.
test('by signature: two keys beside the drawing', async ({ desk }) => {
  const { page } = desk
  const { id } = await opened(desk)
  const keys = counted(desk, 'signature', 2)
  await keys.press('Alt+4')
  await sign(page)
  await keys.press('Enter')
  const kept = await handover(desk, id)
  expect(kept?.proof).toBe('signature')
  expect(kept?.signature).toMatch(/^M[\d.]/)
  keys.done()
})

test('to somebody authorised: three keys', async ({ desk }) => {
  const { id } = await opened(desk)
  const { collectors } = await desk.ask('handover.open', { packageId: id })
  const at = collectors.findIndex(({ kind }) => kind === 'authorised')
  const keys = counted(desk, 'authorised', 3)
  await keys.press(`Control+${at + 1}`, 'Alt+2', 'Enter')
  expect((await handover(desk, id))?.collectedBy).toBe(collectors[at]!.name)
  keys.done()
})

test('to somebody else: a name and three keys', async ({ desk }) => {
  const { id } = await opened(desk)
  const keys = counted(desk, 'somebody else', 3)
  await keys.press('Control+9')
  await typeText(desk, 'Léa Ouellet')
  await keys.press('Alt+3', 'Enter')
  expect((await handover(desk, id))?.collectedBy).toBe('Léa Ouellet')
  keys.done()
})

// Bug: Alt+2 to Alt+4 moved the mark and left the focus ring on another proof, so that two seemed to be chosen.
test('the ring of the focus is on the proof that is marked', async ({ desk }) => {
  const { page } = desk
  await opened(desk)
  for (const [key, value] of [
    ['Alt+2', 'known'],
    ['Alt+3', 'id_seen'],
    ['Alt+4', 'signature'],
    ['Alt+2', 'known'],
  ] as const) {
    await page.keyboard.press(key)
    const proof = page.locator(`[data-proof] input[value='${value}']`)
    await expect(proof).toBeChecked()
    await expect(proof).toBeFocused()
  }
  await page.keyboard.press('Alt+1')
  const field = page.getByRole('textbox', { name: 'Pickup code' })
  await expect(field).toBeFocused()
  await page.keyboard.press('Alt+1')
  await expect(field).toBeFocused()
})

// Bug: who takes no parcels here, or is away, stood unmarked among those who may collect, and was chosen beforehand.
test('who is not expected to collect is marked, last, and chosen by a key of their own', async ({ desk }) => {
  const { page } = desk
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  const owner = rows.find((hit) => !hit.receives && !hit.former && hit.unitId !== null)!
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'amazon',
    trackingNumber: amazon(2),
    rawBarcode: null,
    symbology: null,
    unitId: owner.unitId,
    residentId: owner.residentId,
    print: false,
  })
  await scan(page, row.code)
  const who = page.getByRole('radiogroup', { name: 'Who is picking up?' })
  await expect(who.getByRole('radio', { name: new RegExp(owner.name) })).not.toBeChecked()
  await expect(who).toContainText('No parcels here')
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('picking up')
  expect((await desk.ask('packages.get', { id: row.id })).status).not.toBe('picked_up')
  await page.screenshot({ path: 'test-results/shots/collectors.png' })
  const { collectors } = await desk.ask('handover.open', { packageId: row.id })
  await page.keyboard.press(`Control+${collectors.findIndex(({ residentId }) => residentId === owner.residentId) + 1}`)
  await page.keyboard.press('Enter')
  expect((await handover(desk, row.id))?.collectedBy).toBe(owner.name)
})

// Bug: Enter without a name put the focus on the first person of the list, and the first letter of the name was lost.
test('the name that is missing is written in full', async ({ desk }) => {
  const { page } = desk
  const { id } = await opened(desk)
  await page.keyboard.press('Control+9')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('picking up')
  await expect(page.getByRole('textbox', { name: 'Name of the person picking up' })).toBeFocused()
  await typeText(desk, 'Léa Ouellet')
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Enter')
  expect((await handover(desk, id))?.collectedBy).toBe('Léa Ouellet')
})

// Bug: a new parcel's scan left the hand-over at once; who came was forgotten, and the resident recorded instead.
test('a new parcel scanned meanwhile keeps who came, and is registered when somebody says so', async ({ desk }) => {
  const { page } = desk
  const { id } = await opened(desk)
  await page.keyboard.press('Control+9')
  await typeText(desk, 'Paul Roy')
  await page.keyboard.press('Alt+2')
  await takeUpGun(page)
  await scan(page, amazon(3))
  await expect(page.locator('.banner')).toContainText('Finish this hand-over first, then scan the new parcel')
  await expect(page.getByRole('button', { name: /^Hand over \d+ to Paul Roy/ })).toBeVisible()
  await page.screenshot({ path: 'test-results/shots/handover-scan.png' })
  await takeUpGun(page)
  await page.keyboard.press('Enter')
  expect((await handover(desk, id))?.collectedBy).toBe('Paul Roy')
  await opened(desk, 4)
  await page.keyboard.press('Alt+2')
  await takeUpGun(page)
  await scan(page, amazon(3))
  await takeUpGun(page)
  await page.keyboard.press('F12')
  await expect(page.getByRole('combobox', { name: 'Who is it for? Unit or name' })).toBeFocused()
  await takeUpGun(page)
  await page.keyboard.press('F4')
  await expect(page.locator("[data-proof] input[value='known']")).toBeChecked()
})

// Bug: a look at another screen lost who came, the proof, and the signature of somebody who had already gone.
test('a hand-over that is left keeps who came and what was signed, and one key leads back', async ({ desk }) => {
  const { page } = desk
  const { id } = await opened(desk)
  const button = page.getByRole('button', { name: /^Hand over \d+ to Paul Roy/ })
  const signed = page.getByRole('img', { name: 'Signature pad: signed' })
  await page.keyboard.press('Control+9')
  await typeText(desk, 'Paul Roy')
  await page.keyboard.press('Alt+4')
  await sign(page)
  for (const [away, back] of [
    ['F3', 'F4'],
    ['F6', 'Alt+ArrowLeft'],
    ['F2', 'F4'],
  ] as const) {
    await page.keyboard.press(away)
    await expect(button).toBeHidden()
    await page.keyboard.press(back)
    await expect(button).toBeVisible()
    await expect(signed).toBeVisible()
  }
  await page.keyboard.press('F4')
  await expect(page.getByText('is begun and not done')).toBeVisible()
  await expect(page.getByRole('main').getByRole('combobox')).toBeFocused()
  await page.screenshot({ path: 'test-results/shots/handover-left.png' })
  await page.keyboard.press('F4')
  await expect(signed).toBeVisible()
  await page.keyboard.press('Enter')
  expect(await handover(desk, id)).toMatchObject({ proof: 'signature', collectedBy: 'Paul Roy' })
  await expect(page.getByText('is begun and not done')).toBeHidden()
})

// Bug: Escape is the way to put a hand-over away; what was entered came up again with the next one for the same person.
test('a hand-over that is put away, or left to another person on duty, begins anew', async ({ desk }) => {
  const { page } = desk
  const { code } = await opened(desk)
  const known = page.locator("[data-proof] input[value='known']")
  await page.keyboard.press('Alt+2')
  await expect(known).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByText('is begun and not done')).toBeHidden()
  await takeUpGun(page, 2_000)
  await scan(page, code)
  await expect(known).toBeVisible()
  await expect(known).not.toBeChecked()
  await takeUpGun(page)
  await page.keyboard.press('Alt+2')
  await expect(known).toBeChecked()
  const { actor, staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ id }) => id !== actor.id)!.id })
  await expect(known).not.toBeChecked()
})

// Bug: the second of two labels was taken for what it means elsewhere, because the page of the first was still opening.
test('two labels on each other’s heels: one opens the hand-over, the other ticks its parcel there', async ({
  desk,
}) => {
  const { page } = desk
  const held = await opened(desk)
  await desk.ask('packages.step', { packageIds: [held.id], step: 'hold', reason: 'call first' })
  await page.keyboard.press('Escape')
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'amazon',
    trackingNumber: amazon(6),
    rawBarcode: null,
    symbology: null,
    unitId: held.unit!.id,
    residentId: held.resident!.id,
    print: false,
  })
  await takeUpGun(page, 2_000)
  await Promise.all([scan(page, row.code), scan(page, held.code)])
  for (const { shortNumber } of [row, held])
    await expect(page.getByRole('checkbox', { name: new RegExp(`^${shortNumber}\\b`) })).toBeChecked()
  await expect(page.locator('.banner')).toContainText(`${held.shortNumber} is selected`)
})

// Bug: the banner said to choose the addressee first, and the hand-over opened all the same.
test('a parcel that is nobody’s yet leads to its addressee instead of a hand-over', async ({ desk }) => {
  const { page } = desk
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'amazon',
    trackingNumber: amazon(5),
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId: null,
  })
  const search = page.getByRole('main').getByRole('combobox', { name: 'Who is it for? Unit or name' })
  await page.keyboard.press('F4')
  await scan(page, amazon(5))
  await expect(search).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Hand over' }).click()
  await expect(page.getByRole('button', { name: /^Hand over \d/ })).toHaveCount(0)
  await page.screenshot({ path: 'test-results/shots/addressee-first.png' })
  await page.getByRole('main').getByRole('button', { name: 'Choose the addressee' }).click()
  await expect(search).toBeVisible()
  expect((await desk.ask('packages.get', { id: row.id })).status).toBe('received')
})
