/** What can happen on a line. */
export type Fault =
  /** Everything is on its way for a while, in each direction, and no faster than the line is. */
  | { kind: 'delay'; ms: number; bytesPerSecond?: number }
  /**
   * So many packets in a hundred are lost. Half of them come late, because they are sent again; with the other half the
   * connection breaks, before what was asked arrives or before its answer does.
   */
  | { kind: 'loss'; percent: number; chance(): number; againMs: number }
  | { kind: 'throttle'; bytesPerSecond: number }
  /** The connection ends in the middle of an answer. */
  | { kind: 'cut'; afterBytes: number }
  /** The connection breaks with a reset: at once, or in the middle of an answer. */
  | { kind: 'reset'; afterBytes?: number }
  /** Everything is swallowed, nothing is closed. */
  | { kind: 'blackhole' }
  /** What is asked arrives; what is answered does not. */
  | { kind: 'deaf' }
  /** Nobody listens. */
  | { kind: 'refuse' }
  /** Somebody on the way answers instead. */
  | { kind: 'answer'; status: number; headers?: Readonly<Record<string, string>>; body?: string }

/** The sign-in page of a hotel: 200, and not a word of what was asked. */
export const captivePortal: Fault = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Bienvenue</title><form action="/login">Acceptez les conditions</form>',
}

/** A status of our server, a gateway or a proxy, with the body that it usually brings. */
export function answering(status: number, headers: Readonly<Record<string, string>> = {}, json = true): Fault {
  const body = json
    ? JSON.stringify({ code: String(status), message: `made up: ${status}`, details: null, hint: null })
    : `<html><body><h1>${status}</h1></body></html>`
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': json ? 'application/json; charset=utf-8' : 'text/html', ...headers },
    body,
  }
}
