import { test } from '@playwright/test'
import { presetSettings } from './faults.ts'
import { takeUpGun } from './gun.ts'
import { endDesk, launch, tempDir, type RunningDesk } from './runningDesk.ts'

/** One desk for all tests of a file: each leaves it as the next one needs it. */
export function sharedDesk(): RunningDesk {
  const desk = {} as RunningDesk
  test.beforeAll(async () => {
    const dataDir = tempDir()
    presetSettings(dataDir)
    Object.assign(desk, await launch({ dataDir }))
  })
  test.afterAll(() => endDesk(desk))
  return desk
}

/** The same, for tests that go to a screen each: they begin at the intake with nothing open. */
export function sharedScreens(): RunningDesk {
  const desk = sharedDesk()
  test.beforeEach(async () => {
    await desk.page.keyboard.press('Escape')
    await desk.page.keyboard.press('F2')
    await desk.page.keyboard.press('Escape')
    // These keys act when no gun can have typed them.
    await takeUpGun(desk.page)
  })
  return desk
}
