// A sender that is stopped for good right before it writes down what became of its letter: it tells so and waits.
import type { Deps } from '../../../supabase/functions/_shared/ports.ts'
import { ring } from '../../../supabase/functions/_shared/sendNotices.ts'

const deps: Deps = {
  env: (name) => process.env[name],
  fetch: (input, init) => {
    if (!input.endsWith('/mark_letter')) return fetch(input, init)
    process.send!('about to mark')
    return new Promise(() => undefined)
  },
  now: Date.now,
  wait: (milliseconds) => new Promise((done) => void setTimeout(done, milliseconds)),
  background: () => undefined,
  log: (line) => console.error(line),
}
// The line to the test keeps the process up while it waits; without a letter there is nothing to wait for.
process.once('disconnect', () => process.exit(0))
await ring(deps)
process.exit(1)
