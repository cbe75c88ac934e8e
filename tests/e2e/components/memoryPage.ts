import { test, type Page } from '@playwright/test'
import { openComponents, type ComponentPage } from './page.ts'
import type { Scene } from './page/world.ts'
import { memoryWorlds } from './worlds/memory.ts'

/** Opens one window for the tests of a file; `show` begins a desk in memory in it, in English. */
export function onMemoryPage(opens: (page: Page) => void, size?: { width: number; height: number }) {
  let opened: ComponentPage
  test.beforeAll(async () => {
    opened = await openComponents(size)
    opens(opened.page)
  })
  test.afterAll(() => opened.close())
  return { show: (scene: Scene) => memoryWorlds(opened.address).open(opened.page, scene) }
}
