/** Every refusal the console can meet; it has a sentence for each in both languages. */
export const ERROR_CODES = [
  'BAD_REQUEST',
  'UNKNOWN_ROUTE',
  'NOT_ALLOWED',
  'NOT_READY',
  'NOT_FOUND',
  'INTERNAL',
  'DISK_FULL',
  'READ_ONLY',
  'DATABASE_BUSY',
  'DATABASE_DAMAGED',
  'STEP_NOT_ALLOWED',
  'ALREADY_HANDED_OVER',
  'REASON_NEEDED',
  'PROOF_NEEDED',
  'WRONG_PICKUP_CODE',
  'SIGNATURE_NEEDED',
  'NO_ADDRESSEE',
  'UNDO_TOO_LATE',
  'UNDO_NOT_LAST',
  'UNDO_DONE',
  'DUPLICATE_TRACKING',
  'PREFIX_TAKEN',
  'LABEL_NOT_PRINTABLE',
  'PRINTER_UNAVAILABLE',
  'BACKUP_NOT_GOOD',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** An expected refusal, with the facts that its sentence needs. Anything else thrown is a bug and becomes INTERNAL. */
export class DeskError extends Error {
  readonly code: ErrorCode
  readonly data: Record<string, string | number | null> | undefined
  constructor(code: ErrorCode, data?: Record<string, string | number | null>, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.data = data
  }
}
