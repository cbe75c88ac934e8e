import type { Pool } from 'pg'
import type { Clock } from './clock.ts'
import type { Gate } from './gate.ts'
import type { Platform } from './http/platform.ts'
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
  /** Digits of the code in a letter. */
  otpLength: number
  /** Whom letters may go to where the project has no mail server of its own; null where it has one. */
  mailerTeam: string[] | null
  /** True in a hosted project; off here, because tests and demo live under example.com. */
  refuseSampleDomains: boolean
  /** Between two letters of a kind to one person; invitations are exempt. */
  mailEverySeconds: number
  /** Requests from one address in a window to /token, to /verify, and to what writes letters or changes a user; 0: no limit. */
  tokenRequests: number
  verifyRequests: number
  mailRequests: number
  windowSeconds: number
  /** Requests that one address may make at once. */
  burst: number
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
  platform: Platform
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
