import { expect, test, type Page } from '@playwright/test'
import { openComponents, type ComponentPage } from './page.ts'
import type { Scene } from './page/world.ts'
import type { World, Worlds } from './worlds/index.ts'
import { memoryWorlds } from './worlds/memory.ts'
import { portalWorlds } from './worlds/portal.ts'

/** What the cases of every implementation stand on. */
interface Opened {
  page: Page
  world: World
}

/** The same cases on every implementation of the port, in one window with a world for each test: a desk in memory, and a resident on a real server. */
export function onEveryWorld(tests: (at: ReturnType<typeof casesOf>) => void): void {
  const the = {} as Opened
  let opened: ComponentPage
  test.beforeAll(async () => {
    opened = await openComponents()
    the.page = opened.page
  })
  test.afterAll(() => opened.close())
  for (const [name, worlds] of [
    ['a desk, in memory', memoryWorlds],
    ['a resident, on supabase-js against the hub', portalWorlds],
  ] as const)
    test.describe(name, () => {
      let all: Worlds
      test.beforeAll(async () => void (all = await worlds(opened.address)))
      test.afterAll(() => all.close())
      tests(casesOf(the, async (scene) => void (the.world = await all.open(the.page, scene))))
    })
}

function casesOf(the: Opened, show: (scene: Scene) => Promise<void>) {
  const composer = () => the.page.getByRole('textbox', { name: 'Message', exact: true })
  const thread = () => the.page.getByRole('log', { name: 'Messages' })
  const last = () => thread().getByRole('article').last()
  const send = () => the.page.getByRole('button', { name: 'Send', exact: true })
  const theConversation = () => the.page.getByRole('option', { name: /Colis endommagé.*A47/ })
  const open = async (scene: Scene): Promise<World['place']> => {
    await show(scene)
    return the.world.place
  }
  /** The conversation in which everything happens. */
  async function openEverything(): Promise<World['place']> {
    const place = await open('crowded')
    await theConversation().click()
    await expect(composer()).toBeVisible()
    return place
  }
  const receive = (body: string) => the.world.receive(body)
  return { the, open, openEverything, receive, composer, thread, last, send, theConversation }
}
