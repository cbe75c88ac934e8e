import { DeskError } from '../../../shared/contract/errors.ts'
import type { MessagingErrorCode } from '../../../shared/messaging/client.ts'
import { bodyProblem, cleanBody } from '../../../shared/messaging/clean.ts'

/** Turns a call of messaging down with what its sentence needs. */
export function refuse(reason: MessagingErrorCode, data: Record<string, string | number | null> = {}): never {
  throw new DeskError('MESSAGE_REFUSED', { ...data, reason })
}

/** The body as it is stored; refused when nobody could read it or it is too long. */
export function storedBody(text: string, attachments: number): string {
  const problem = bodyProblem(text, { attachments })
  if (problem?.code === 'empty') refuse('EMPTY')
  if (problem?.code === 'too_long') refuse('TOO_LONG', { over: problem.over })
  return cleanBody(text)
}
