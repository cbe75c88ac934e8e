import { setImmediate } from 'node:timers/promises'
import type { AuditVerdict } from '../../../shared/audit/verdict.ts'
import type { Prepare } from '../../store/statements.ts'
import { entriesAfter } from '../../store/audit/read.ts'
import type { createVerifier } from '../../store/audit/verify.ts'

/** So many at once: a few milliseconds, in which a scan may have to wait. */
const AT_ONCE = 250

export interface SlowPorts {
  /** How long one slice took, in milliseconds, and how many entries were looked at. */
  slice(ms: number, done: number): void
  isStopped(): boolean
}

/** Verifies the chain of an open store slice by slice; null when it was stopped. What is written meanwhile is verified too. */
export async function verifySlowly(
  prepare: Prepare,
  verifier: ReturnType<typeof createVerifier>,
  { slice, isStopped }: SlowPorts,
): Promise<AuditVerdict | null> {
  let after = 0
  let done = 0
  for (;;) {
    if (isStopped()) return null
    const began = performance.now()
    const entries = entriesAfter(prepare, after, AT_ONCE)
    for (const entry of entries) verifier.take(entry)
    done += entries.length
    after = entries.at(-1)?.seq ?? after
    slice(performance.now() - began, done)
    if (entries.length === 0 || verifier.isOver()) return verifier.end()
    // Everything else has its turn.
    await setImmediate()
  }
}
