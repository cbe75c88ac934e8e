import type { Reason } from '../../../shared/printing/reasons.ts'

const REASON_OF: Readonly<Record<string, Reason>> = {
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EBUSY: 'busy',
  OUTSIDE: 'outside-network',
  NOPRINTER: 'no-printer-device',
  ENOENT: 'not-connected',
  ENODEV: 'not-connected',
  ENXIO: 'not-connected',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'broken-off',
  EPIPE: 'broken-off',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
}

/** The system's error as one of our reasons; its own words where we have none. */
export function fileReason(error: unknown): Reason | (string & {}) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return REASON_OF[code] ?? (error instanceof Error ? error.message : String(error))
}
