import type { Pool } from 'pg'
import type { Clock } from './clock.ts'
import type { Gate } from './gate.ts'
import type { Tokens } from './jwt/tokens.ts'

/** How the password door behaves; the names follow the settings of a project's Auth page. */
export interface AuthSettings {
  accessTokenSeconds: number
  refreshReuseSeconds: number
  /** False as in a project that takes people by invitation only. */
  signupEnabled: boolean
  /** True signs a new person in at once, false asks for the confirmation first. */
  autoconfirm: boolean
  passwordMinLength: number
  invitationSeconds: number
  /** Requests to /token from one address in a window; 0 means no limit. */
  tokenRequests: number
  tokenWindowSeconds: number
}

/** The Data API's settings, with the defaults of a hosted project. */
export interface RestSettings {
  schemas: string[]
  extraSearchPath: string[]
  maxRows: number
  poolSize: number
}

/** Quotas of Realtime; the defaults are those of a Pro project. */
export interface RealtimeSettings {
  maxConnections: number
  maxChannelsPerConnection: number
  maxJoinsPerSecond: number
  maxEventsPerSecond: number
  maxPresenceEventsPerSecond: number
  maxClientPresenceCalls: number
  clientPresenceWindowMs: number
  maxPayloadBytes: number
  privateOnly: boolean
  /** The real server waits this long before it answers a refused join. */
  joinErrorDelayMs: number
  /** A socket that stays silent longer is closed. */
  idleTimeoutMs: number
}

export interface Settings {
  auth: AuthSettings
  rest: RestSettings
  realtime: RealtimeSettings
}

/** A letter that the real service would have sent. */
export interface Mail {
  kind: 'invite' | 'signup' | 'recovery'
  to: string
  token: string
  tokenHash: string
  link: string
}

/** What every part of the hub works with. */
export interface Context {
  settings: Settings
  clock: Clock
  gate: Gate
  tokens: Tokens
  /** Superuser: the hub's own tables. */
  admin: Pool
  /** Session user authenticator: what requests run on. */
  api: Pool
  mails: Mail[]
  url: () => string
  log: (line: string) => void
}

/** Claims of a verified token. */
export interface Claims {
  role?: string
  sub?: string
  exp?: number
  iat?: number
  aud?: string | string[]
  session_id?: string
  [name: string]: unknown
}

export interface HubRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: Buffer
  ip: string
  /** The claims of the project key that opened the gateway, and the token that the request runs with. */
  token: string
}

export interface HubResponse {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}
