import type { PageAnswer } from '../../shared/sync/wire.ts'
import { CalledOff } from './requests.ts'

interface Page {
  /** Which mark it ends at; beyond the last one it has no end. */
  mark: number
  answer: Promise<PageAnswer>
}

export interface AheadParts {
  /** How many pages are asked for at once, as long as none fails. */
  atOnce: number
  ask(from: string | null, until: string | null): Promise<PageAnswer>
}

/**
 * Asks for pages of a whole reading before they are needed and hands them out in order. Where pages begin is known in advance
 * from `marks`; a page that the server cut short is gone on with up to its mark.
 */
export function createAhead({ atOnce, ask }: AheadParts) {
  let marks: readonly string[] = []
  let passed = 0
  let width = atOnce
  let pages = new Map<string | null, Page>()

  function begin(from: string | null, mark: number): Page {
    const found = pages.get(from)
    if (found) return found
    const own = pages
    const page: Page = { mark, answer: ask(from, marks[mark] ?? null) }
    own.set(from, page)
    // A line that fails may be too narrow for several. One that is not yet needed is asked for again when it is.
    page.answer.catch((error: unknown) => {
      if (own !== pages) return
      if (!(error instanceof CalledOff)) width = 1
      own.delete(from)
    })
    return page
  }
  /** The page from a cursor on, and those after it. The last page, which has no end, is not asked for ahead: it must see all changes before it. */
  function line(from: string | null, mark: number): Page {
    const first = begin(from, mark)
    for (let next = first.mark; next < first.mark + width - 1 && next + 1 < marks.length; next++)
      begin(marks[next]!, next + 1)
    return first
  }

  return {
    /**
     * Begins with new marks, all of them after the cursor that is asked for next, and asks at once where that is known. Forgets
     * what is under way.
     */
    plan(given: readonly string[], from?: string): void {
      marks = given
      passed = 0
      width = atOnce
      pages = new Map()
      if (from !== undefined) line(from, 0)
    },
    async page(from: string | null): Promise<PageAnswer> {
      const own = pages
      const page = line(from, passed)
      const answer = await page.answer
      if (own !== pages) return answer
      own.delete(from)
      passed = answer.cursor === marks[page.mark] ? page.mark + 1 : page.mark
      if (answer.more) line(answer.cursor, passed)
      return answer
    },
  }
}
