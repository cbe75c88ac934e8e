import type { QueryClient } from '@tanstack/react-query'
import { FIRST_QUESTIONS } from '../../../shared/screens/first.ts'
import { request } from './bridge.ts'
import { routeKey } from './queries.ts'

const FIRST_ANSWERS_WAIT_MS = 150

/**
 * Asks for all that the first screen shows, before it is drawn: so it is drawn once, and whole.
 * Settles when everything is answered, or soon anyway: a building that opens slowly shows the console's frame meanwhile.
 */
export function askFirst(queries: QueryClient): Promise<unknown> {
  const answers = Promise.all([
    ...FIRST_QUESTIONS.map(([name, input]) =>
      queries.prefetchQuery({ queryKey: routeKey(name, input), queryFn: () => request(name, input) }),
    ),
    // A first layout in other letters costs more than the wait for these, and then moves.
    document.fonts.load("1em 'Atkinson Hyperlegible Next Variable'").catch(() => undefined),
  ])
  return Promise.race([answers, new Promise((resolve) => setTimeout(resolve, FIRST_ANSWERS_WAIT_MS))])
}
