import type { AddressInfo } from 'node:net'
import type { Pool } from 'pg'
import { createAuth } from './auth/auth.ts'
import { createClock } from './clock.ts'
import { startBell } from './functions/bell.ts'
import { createGate } from './gate.ts'
import { createPlatform, type ProjectState } from './http/platform.ts'
import { createHttp } from './http/server.ts'
import { createTokens } from './jwt/tokens.ts'
import { startEmbedded } from './postgres/embedded.ts'
import { bootstrap, migrate } from './postgres/migrate.ts'
import { adminPool, apiPool } from './postgres/pools.ts'
import { listen } from './realtime/listen.ts'
import { createRealtime } from './realtime/realtime.ts'
import { createStorage } from './storage/storage.ts'
import { createRest } from './rest/rest.ts'
import { settingsFrom } from './settings.ts'
import type { PartialSettings } from './settings.ts'
import type { Context, Mail, Settings } from './types.ts'

export interface HubOptions extends PartialSettings {
  /** 0, the default, takes any free port. */
  port?: number
  host?: string
  /** A superuser's URL of any Postgres from version 15 on; without it the hub starts its own. */
  databaseUrl?: string
  /** Where its own Postgres keeps the data; without it they go when the hub stops. */
  dataDir?: string
  migrationsDir?: string
  jwtSecret?: string
  /** Secrets of the functions: with them, even without any in them, the functions are there. */
  functions?: Readonly<Record<string, string>>
  /** So often the timetable rings the sender of notices; without it nobody but callers do. */
  bellSeconds?: number
  log?: (line: string) => void
}

/** What tests do to the hub. None of it can be reached over the network. */
export interface Knobs {
  /** Cuts every socket, of HTTP and of Realtime, without a goodbye. */
  dropSockets: () => void
  /** Requests are carried out, but their answers wait until `resume`. */
  pause: () => void
  resume: () => void
  /** Pauses the project or holds it back, as the platform does, and lets it run again. */
  setProject: (state: ProjectState) => void
  /** Ends all access tokens issued so far; refresh tokens live on. */
  expireTokens: () => void
  setClock: (at: Date | number) => void
  advanceClock: (ms: number) => void
  resetClock: () => void
  /** The living settings: a change holds from the next request on. */
  settings: Settings
  sockets: () => number
}

export interface Hub {
  url: string
  anonKey: string
  serviceKey: string
  /** The keys of the newer form. */
  publishableKey: string
  secretKey: string
  jwtSecret: string
  databaseUrl: string
  admin: Pool
  /** Letters that the real service would have sent. */
  mails: Mail[]
  knobs: Knobs
  migrated: string[]
  reloadSchema: () => Promise<void>
  /** Resolves when what functions do after their answers has ended. */
  functionsDone: () => Promise<void>
  stop: () => Promise<void>
}

const SECRET = 'super-secret-jwt-token-with-at-least-32-characters-long'

/** Starts a hub and resolves when it answers. */
export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const log = options.log ?? (() => {})
  const undo: (() => unknown)[] = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    return await assemble(options, log, undo, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function assemble(
  options: HubOptions,
  log: (line: string) => void,
  undo: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<Hub> {
  let databaseUrl = options.databaseUrl
  if (databaseUrl === undefined) {
    const server = await startEmbedded(options.dataDir)
    undo.push(() => server.stop())
    databaseUrl = server.url
  }
  const settings = settingsFrom(options)
  const clock = createClock(Date.now)
  const admin = adminPool(databaseUrl)
  const api = apiPool(databaseUrl, settings.rest.poolSize)
  undo.push(
    () => admin.end(),
    () => api.end(),
  )
  let url = ''
  let cut = (): void => {}
  const context: Context = {
    settings,
    clock,
    gate: createGate(),
    platform: createPlatform(() => cut()),
    tokens: createTokens(options.jwtSecret ?? SECRET, clock),
    admin,
    api,
    mails: [],
    url: () => url,
    log,
  }
  await bootstrap(admin)
  const migrated = options.migrationsDir === undefined ? [] : await migrate(admin, options.migrationsDir, log)
  const rest = await createRest(context)
  const realtime = createRealtime(context)
  const listener = await listen(context, databaseUrl, realtime.bus, rest.reload)
  undo.push(() => listener.stop())
  // Read only where they are wanted: they bring mail and pictures along.
  const functions =
    options.functions && (await import('./functions/functions.ts')).createFunctions(context, options.functions)
  if (functions !== undefined) undo.push(functions.settled)
  const server = createHttp(
    context,
    new Map([
      ['auth', createAuth(context)],
      ['rest', rest.handle],
      ['realtime', realtime.handle],
      ['storage', createStorage(context)],
      ...(functions === undefined ? [] : [['functions', functions.handle] as const]),
    ]),
  )
  realtime.attach(server)
  cut = () => {
    realtime.cutAll()
    server.closeAllConnections()
  }
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(options.port ?? 0, host, done)
  })
  undo.push(async () => {
    context.gate.open()
    realtime.cutAll()
    server.closeAllConnections()
    await new Promise((done) => void server.close(done))
  })
  url = `http://${host}:${(server.address() as AddressInfo).port}`
  if (functions !== undefined && options.bellSeconds !== undefined) undo.push(startBell(context, options.bellSeconds))
  const { tokens } = context
  return {
    url,
    anonKey: tokens.anonKey,
    serviceKey: tokens.serviceKey,
    publishableKey: tokens.publishableKey,
    secretKey: tokens.secretKey,
    jwtSecret: tokens.secret,
    databaseUrl,
    admin,
    mails: context.mails,
    migrated,
    reloadSchema: rest.reload,
    functionsDone: async () => functions?.settled(),
    stop,
    knobs: {
      dropSockets: () => cut(),
      pause: context.gate.shut,
      resume: context.gate.open,
      setProject: context.platform.set,
      expireTokens: () => {
        tokens.expireIssued()
        realtime.confirmAll()
      },
      setClock: (at) => clock.set(Number(at)),
      advanceClock: clock.advance,
      resetClock: clock.reset,
      settings,
      sockets: realtime.sockets,
    },
  }
}
