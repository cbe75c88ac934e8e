import { DeskError, type ErrorCode } from '../../shared/contract/errors.ts'

/** What was thrown in a thread, as a message can hold it. */
export type Failure =
  | { readonly refused: { readonly code: ErrorCode; readonly data: DeskError['data'] } }
  | { readonly failed: string }

/** What was thrown in a thread, for the one who asked it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DeskError) return { refused: { code: error.code, data: error.data } }
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/** What was thrown in a thread, as its asker gets it. */
export const thrownBy = (failure: Failure): Error =>
  'refused' in failure ? new DeskError(failure.refused.code, failure.refused.data) : new Error(failure.failed)
