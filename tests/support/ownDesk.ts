import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { DeskOptions } from '../../src/main/deskOptions.ts'
import { switchTo } from './parcels.ts'
import { openTestDesk, type TestDesk } from './testDesk.ts'

async function open(desk: TestDesk, role?: string, options?: Partial<DeskOptions>): Promise<void> {
  Object.assign(desk, await openTestDesk(options))
  if (role !== undefined) await switchTo(desk, role)
}

/** A desk of its own for each test of a file, with somebody of this role on duty. */
export function deskForEach(role?: string, options?: Partial<DeskOptions>): TestDesk {
  const desk = {} as TestDesk
  beforeEach(() => open(desk, role, options))
  afterEach(() => desk.close())
  return desk
}

/** One desk for all tests of a file, with somebody of this role on duty: each leaves it as the next one needs it. */
export function deskForAll(role?: string): TestDesk {
  const desk = {} as TestDesk
  beforeAll(() => open(desk, role))
  afterAll(() => desk.close())
  return desk
}
