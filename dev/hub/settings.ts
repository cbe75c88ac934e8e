import type { AuthSettings, RealtimeSettings, RestSettings, Settings } from './types.ts'

export interface PartialSettings {
  auth?: Partial<AuthSettings>
  rest?: Partial<RestSettings>
  realtime?: Partial<RealtimeSettings>
}

/** The settings of a new hosted project on the Pro plan, changed by `wishes`. */
export function settingsFrom(wishes: PartialSettings): Settings {
  return {
    auth: {
      accessTokenSeconds: 3600,
      refreshReuseSeconds: 10,
      signupEnabled: true,
      autoconfirm: false,
      passwordMinLength: 6,
      invitationSeconds: 86_400,
      otpLength: 8,
      mailerTeam: null,
      refuseSampleDomains: false,
      mailEverySeconds: 60,
      tokenRequests: 150,
      verifyRequests: 30,
      mailRequests: 30,
      windowSeconds: 300,
      burst: 30,
      ...wishes.auth,
    },
    rest: {
      schemas: ['public'],
      extraSearchPath: ['public', 'extensions'],
      maxRows: 1000,
      poolSize: 10,
      ...wishes.rest,
    },
    realtime: {
      maxConnections: 500,
      maxChannelsPerConnection: 100,
      maxJoinsPerSecond: 500,
      maxEventsPerSecond: 500,
      maxPresenceEventsPerSecond: 50,
      maxClientPresenceCalls: 5,
      clientPresenceWindowMs: 30_000,
      maxPayloadBytes: 3_000_000,
      privateOnly: false,
      joinErrorDelayMs: 5000,
      idleTimeoutMs: 60_000,
      ...wishes.realtime,
    },
  }
}
