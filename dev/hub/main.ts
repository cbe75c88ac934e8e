import { parseArgs } from 'node:util'
import { existsSync } from 'node:fs'
import { startPost } from '../mailbox/post.ts'
import { startHub } from './hub.ts'

const HELP = `node dev/hub/main.ts [options]
  --port N           port to listen on (54321)
  --data DIR         where Postgres keeps its data (.hub); --memory keeps nothing
  --migrations DIR   SQL files to apply in order (migrations/supabase, if it is there)
  --letters N        port of the page that shows letters and text messages of notices (54324)
  --invite-only      nobody signs up without an invitation
  DATABASE_URL       a superuser's URL of another Postgres, version 15 or later, instead of the hub's own
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '54321' },
    data: { type: 'string', default: '.hub' },
    memory: { type: 'boolean', default: false },
    migrations: { type: 'string' },
    letters: { type: 'string', default: '54324' },
    'invite-only': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(HELP)
  const started = performance.now()
  const folder = values.migrations ?? 'migrations/supabase'
  const databaseUrl = process.env['DATABASE_URL']
  const post = await startPost(Number(values.letters))
  const hub = await startHub({
    port: Number(values.port),
    ...(databaseUrl === undefined ? (values.memory ? {} : { dataDir: values.data }) : { databaseUrl }),
    ...(values.migrations !== undefined || existsSync(folder) ? { migrationsDir: folder } : {}),
    auth: { signupEnabled: !values['invite-only'] },
    functions: post.secrets,
    // As a project's timetable rings.
    bellSeconds: 10,
    log: (line) => console.log(line),
  })
  console.log(`hub ready in ${Math.round(performance.now() - started)} ms
  url              ${hub.url}
  anon key         ${hub.anonKey}
  service key      ${hub.serviceKey}
  publishable key  ${hub.publishableKey}
  secret key       ${hub.secretKey}
  database         ${hub.databaseUrl}
  letters          ${post.url}
  migrations       ${hub.migrated.length === 0 ? 'none to apply' : hub.migrated.join(', ')}`)
  const end = (): void => {
    Promise.all([hub.stop(), post.stop()]).then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  // The package that starts Postgres ends the process itself on these signals, before the hub has put things away.
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
