// What notices say, in the words of the building: written beside what comes of them, refused where it would go wrong.
import { expectAccessible } from '../support/axe.ts'
import { takeUpGun } from '../support/gun.ts'
import { expect, test } from '../support/runningDesk.ts'

test('a manager writes the texts of notices, sees what comes of them, and one key takes them back', async ({
  desk,
}) => {
  const { page, ask } = desk
  const { staff } = await ask('session.get', {})
  await ask('session.switch', { staffId: staff.find((one) => one.role === 'manager')!.id })
  await page.evaluate(() => (window.location.hash = '#/settings'))
  await page.locator('#settings-notices').getByRole('button', { name: 'Texts of notices' }).press('Enter')
  const own = async () => (await ask('notices.texts', {})).own
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const letter = page.frameLocator('iframe')
  await expect(letter.getByText('482913')).toBeVisible()
  await expect(letter.getByRole('img')).toBeVisible()
  // The styles of the letter hold though the console forbids styles in a text.
  await expect(letter.getByText('482913')).toHaveCSS('font-weight', '700')

  // What runs in no letter runs in no preview of one.
  await field('Text of the email').fill('Hello {name} <img src=x onerror="parent.hit=1"><script>parent.hit=1</script>')
  await expect(letter.getByText('<script>', { exact: false })).toBeVisible()
  await expect(letter.locator('script')).toHaveCount(0)
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)

  const save = page.getByRole('button', { name: 'Save', exact: true })
  await field('Text of the email').fill('Hello {nom}')
  await expect(page.getByText('There is no {nom}. Write one of these: {name}', { exact: false })).toBeVisible()
  await expect(save).toBeDisabled()
  await field('Text of the email').fill('Hello {name}, come and see us.')
  await field('Text message').fill('Reçu: {numbers} {building}')
  await expect(page.getByText('Write {pickup_code} somewhere', { exact: false })).toBeVisible()
  await field('Text message').fill('Reçu: {numbers} {building} {pickup_code} STOP')
  await expect(page.getByText('ç → c', { exact: false })).toBeVisible()
  await expectAccessible(desk)
  await field('Text message').fill('Recu: {numbers} {building} {pickup_code} STOP')
  await page.getByRole('radio', { name: 'Text message' }).click()
  await expect(page.getByText('1 text message ·', { exact: false })).toBeVisible()
  await expect(page.locator('.sms-bubble')).not.toContainText('Bouchard')
  await page.getByRole('radio', { name: 'Slip' }).click()
  await expect(page.getByRole('img', { name: 'The label as it comes out of the printer' })).toBeVisible()
  await page.getByRole('radio', { name: 'Email as plain text' }).click()
  await expect(page.locator('.letter-plain')).toContainText('come and see us.')
  await expectAccessible(desk)
  await save.press('Enter')
  await expect.poll(own).toEqual({
    arrived: { en: { body: 'Hello {name}, come and see us.', sms: 'Recu: {numbers} {building} {pickup_code} STOP' } },
  })
  await expect(page.getByText(/Whole building · .+\(Réception\)/)).toBeVisible()

  await page.locator('[data-field="sms"]').getByRole('button', { name: 'Back to the usual text' }).press('Enter')
  await save.press('Enter')
  await expect.poll(own).toEqual({ arrived: { en: { body: 'Hello {name}, come and see us.' } } })
  for (const key of ['Escape', 'F9']) {
    await takeUpGun(page)
    await page.keyboard.press(key)
  }
  await expect.poll(async () => Object.keys((await own()).arrived?.en ?? {}).toSorted()).toEqual(['body', 'sms'])
})
