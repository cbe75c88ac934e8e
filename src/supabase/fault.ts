/** `again`: try later. `sign_in`: the session does not count (any more). `refused`: the same request never succeeds. */
export type FaultKind = 'again' | 'sign_in' | 'refused'

/** Why a request came to nothing. A transport throws nothing else; anything else counts as `again`. */
export class TransportError extends Error {
  readonly kind: FaultKind
  readonly code: string
  /** True when a server of ours has answered: the line is not the problem. */
  readonly reached: boolean
  readonly retryAfterMs: number
  /** The act that the trouble is with, where it is with that one alone: the others can go. */
  readonly act: string | null
  constructor(
    kind: FaultKind,
    code: string,
    options: { reached?: boolean; retryAfterMs?: number; act?: string; message?: string; cause?: unknown } = {},
  ) {
    super(options.message ?? code, { cause: options.cause })
    this.kind = kind
    this.code = code
    this.reached = options.reached ?? kind !== 'again'
    this.retryAfterMs = options.retryAfterMs ?? 0
    this.act = options.act ?? null
  }
}
