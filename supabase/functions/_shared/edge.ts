import type { Deps, Handler } from './ports.ts'

declare const Deno: {
  env: { get: (name: string) => string | undefined }
  serve: (handler: (request: Request) => Promise<Response>) => unknown
}
declare const EdgeRuntime: { waitUntil: (work: Promise<unknown>) => void } | undefined

const deps: Deps = {
  env: (name) => Deno.env.get(name),
  fetch: (input, init) => fetch(input, init),
  now: Date.now,
  wait: (milliseconds) => new Promise((done) => void setTimeout(done, milliseconds)),
  background: (work) => {
    // Plain Deno has no such runtime and goes on by itself.
    if (typeof EdgeRuntime !== 'undefined') EdgeRuntime.waitUntil(work)
  },
  log: (line) => console.error(line),
}

/** Serves a function in Supabase's runtime, or in Deno itself. */
export const serve = (handler: Handler): void => void Deno.serve((request) => handler(request, deps))
