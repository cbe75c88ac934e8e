import { expect, type RunningDesk } from './runningDesk.ts'

/** How long a hand holds a key: longer than a gun's pause between two keys, as quicker ones are taken for a scan. */
const PERSON_MS = 70

export interface CountedKeys {
  /** Presses keys one by one. */
  press(...names: string[]): Promise<void>
  /** Presses Tab until what has this name has the focus. */
  reach(name: RegExp, most?: number): Promise<void>
  /** Tells how many the story took; more than it may is a failure. */
  done(): void
}

/** Counts the keys that a person presses for a story; the letters of a name, unit or number are typed and not counted. */
export function counted({ page }: RunningDesk, story: string, most: number): CountedKeys {
  let keys = 0
  const press = async (...names: string[]) => {
    for (const name of names) {
      keys += 1
      await page.keyboard.press(name, { delay: PERSON_MS })
    }
  }
  return {
    press,
    async reach(name, within = 40) {
      for (let step = 0; step < within; step++) {
        const focused = page.locator(':focus')
        const words = (await focused.count()) === 0 ? '' : ((await focused.ariaSnapshot()).split('\n')[0] ?? '')
        if (name.test(words)) return
        await press('Tab')
      }
      throw new Error(`Tab does not reach ${name} within ${within} keys`)
    },
    done() {
      process.stdout.write(`    keys of the story "${story}": ${keys} (at most ${most})\n`)
      expect(keys, story).toBeLessThanOrEqual(most)
    },
  }
}

/** Types as a person does. */
export const typeText = ({ page }: RunningDesk, text: string): Promise<void> =>
  page.keyboard.type(text, { delay: PERSON_MS })

/** Types whom a parcel is for, and waits until they are the first that is offered. */
export async function typeAddressee(desk: RunningDesk, text: string, offered = text): Promise<void> {
  await expect(desk.page.getByRole('combobox', { name: /Who is it for/ })).toBeFocused()
  await typeText(desk, text)
  await expect(desk.page.getByRole('option').first()).toContainText(offered)
}
