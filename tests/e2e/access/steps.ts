import { type Page } from '@playwright/test'
import { amazon } from '../support/codes.ts'
import { expect, type RunningDesk } from '../support/runningDesk.ts'
import { register } from '../support/faults.ts'
import { scan } from '../support/gun.ts'

export const inHand = (page: Page) => page.getByRole('region', { name: 'Parcel in hand' })
export const who = (page: Page) => page.getByRole('combobox', { name: /Who is it for/ })
let numbers = 100
export const fresh = () => amazon(numbers++)

export async function handOver(desk: RunningDesk, page: Page, proof: string): Promise<void> {
  const row = await register(desk, fresh())
  await scan(page, row.code)
  await page.getByRole('checkbox', { name: new RegExp(`^${row.shortNumber}\\b`) }).waitFor()
  await page.keyboard.press(proof)
}

export async function answered(page: Page, tone: string, code: () => string | Promise<string>): Promise<void> {
  // From a list, where no parcel in hand takes the answer's place.
  await page.keyboard.press('F3')
  await scan(page, await code())
  await expect(page.locator('.banner')).toHaveAttribute('data-tone', tone)
}
