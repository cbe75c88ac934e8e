import type { Page } from '@playwright/test'
import type { Harness } from '../page/main.tsx'
import type { Memory } from '../page/memory.ts'
import { conversation, EVERYTHING, resident, uuid } from '../page/world.ts'
import type { Worlds } from './index.ts'

declare const harness: Harness & Memory

/** A desk on the client in memory: its `server` plays everybody else. */
export function memoryWorlds(address: string): Worlds {
  return {
    async open(page: Page, scene) {
      await page.goto(`${address}?client=memory&scene=${scene}`)
      await page.waitForFunction(() => 'harness' in window)
      const conversationId = scene === 'long' ? conversation(0).id : EVERYTHING
      const author = resident(0)
      const other = { id: author.id, name: author.name }
      let named = 0
      return {
        conversationId,
        other,
        place: await page.evaluate(() => harness.client.place()),
        receive: (body, name) =>
          page.evaluate(
            ([id, by, text]) => void harness.server.receive(id, by, text),
            // Another person, so that the name is drawn.
            [conversationId, name === undefined ? author : { ...author, id: uuid(300 + ++named), name }, body] as const,
          ),
        rename: (subject) =>
          page.evaluate(([id, text]) => harness.server.rename(id, text), [conversationId, subject] as const),
        mark: (how) =>
          page.evaluate(([id, by, state]) => harness.server.mark(id, by, state), [conversationId, other, how] as const),
        line: (up) => page.evaluate((on) => harness.server.connect(on ? 'live' : 'offline'), up),
        refused: async (send) => {
          await page.evaluate(() => harness.server.refuseNext('not_allowed'))
          await send()
        },
        presence: (doing) =>
          page.evaluate(([id, people]) => harness.server.presence(id, people), [
            conversationId,
            doing ? [{ ...other, side: 'resident' as const, doing }] : [],
          ] as const),
      }
    },
    close: () => Promise.resolve(),
  }
}
