/** What the functions need of the place they run in. */
export interface Deps {
  /** A secret or a setting of the project. */
  env: (name: string) => string | undefined
  fetch: (input: string, init?: RequestInit) => Promise<Response>
  now: () => number
  wait: (milliseconds: number) => Promise<void>
  /** Goes on after the answer has left. */
  background: (work: Promise<unknown>) => void
  log: (line: string) => void
}

/** One function: a request in, an answer out. */
export type Handler = (request: Request, deps: Deps) => Promise<Response>

/** An answer with a text that a person at the project's log or a provider's dashboard may read. */
export const answer = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
