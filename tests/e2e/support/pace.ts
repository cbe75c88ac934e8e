import type { Locator, Page } from '@playwright/test'
import { expect } from './runningDesk.ts'

/** How long a person takes who does this for the first time: a key, a click with the way to it, and words in a minute. */
const KEY_S = 0.28
const CLICK_S = 1.1
const WORDS_A_MINUTE = 200

export interface Paced {
  /** A click on what has been found. */
  click(target: Locator): Promise<void>
  /** Types into the field that has the focus. */
  type(text: string): Promise<void>
  press(...keys: string[]): Promise<void>
  /** The screen is new to them: all its words are read. */
  read(where: Locator): Promise<void>
  /** Something in their hands, with how long it takes. */
  hands(seconds: number): void
  /** Tells what it came to; longer than it may be is a failure. */
  done(mostMinutes: number): void
}

/** Counts what a person does and reads in a story, and what that takes them; the machine's own time is added. */
export function paced(page: Page, story: string): Paced {
  let keys = 0
  let clicks = 0
  let words = 0
  let otherS = 0
  const began = Date.now()
  return {
    async click(target) {
      clicks += 1
      await target.click()
    },
    async type(text) {
      keys += [...text].length
      await page.keyboard.type(text, { delay: 70 })
    },
    async press(...names) {
      for (const name of names) {
        keys += 1
        await page.keyboard.press(name, { delay: 70 })
      }
    },
    async read(where) {
      words += (await where.innerText()).split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length
    },
    hands: (seconds) => void (otherS += seconds),
    done(mostMinutes) {
      const machineS = (Date.now() - began) / 1000
      const personS = keys * KEY_S + clicks * CLICK_S + (words / WORDS_A_MINUTE) * 60 + otherS
      const minutes = (personS + machineS) / 60
      process.stdout.write(
        `    pace of the story "${story}": ${keys} keys, ${clicks} clicks, ${words} words read, ${otherS} s of hands: ` +
          `${(personS / 60).toFixed(1)} min, with ${machineS.toFixed(0)} s of the machine ${minutes.toFixed(1)} min (at most ${mostMinutes})\n`,
      )
      expect(minutes, story).toBeLessThan(mostMinutes)
    },
  }
}
