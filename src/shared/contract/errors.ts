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
  /** The disk failed to read or write, this once at least. */
  'DISK_FAULT',
  /** The data file was moved, replaced or deleted under the running program. */
  'FILE_LOST',
  'STEP_NOT_ALLOWED',
  'ALREADY_HANDED_OVER',
  'REASON_NEEDED',
  'WRONG_PICKUP_CODE',
  /** The code is right for some of the parcels. data.shortNumbers: those it does not prove. */
  'CODE_NOT_FOR_ALL',
  /** Too many wrong pickup codes at this desk. data.until: when they are read again. */
  'CODES_PAUSED',
  'SIGNATURE_NEEDED',
  'NO_ADDRESSEE',
  /** The parcel has left or is missing: whose it was stays as it is. */
  'ADDRESSEE_SETTLED',
  'UNDO_TOO_LATE',
  'UNDO_NOT_LAST',
  'UNDO_DONE',
  /** A change of the directory that is too old for an undo: what is to be otherwise is changed there. */
  'CHANGE_ANEW',
  /** An administrator who ends their own work here would lock themselves out. */
  'OWN_DEACTIVATION',
  /** Without an administrator nobody could ever change the staff again. */
  'LAST_ADMINISTRATOR',
  /** data: a field of the form, and which of FIELD_PROBLEMS it has. */
  'FIELDS_REFUSED',
  /** Nothing of a file can be taken. data.fault: one of FILE_FAULTS; data.line: where, when there is a line. */
  'FILE_REFUSED',
  /** The file that was being imported is no longer open here. */
  'NO_FILE_OPEN',
  /** The directory changed since the preview was made: it has to be looked at again. */
  'PREVIEW_OUTDATED',
  /** One import at a time. */
  'IMPORT_RUNNING',
  /** Somebody for whom parcels wait is not erased. */
  'PARCELS_WAIT',
  /** An incident is kept for five years after it was known. */
  'STILL_KEPT',
  /** The clock may be ahead: this desk was not used on enough days since then. */
  'DATE_UNPROVEN',
  /** The file says nothing that the directory does not say. */
  'NOTHING_TO_IMPORT',
  /** More parcels than a file may hold. */
  'EXPORT_TOO_LARGE',
  /** Somebody stopped the import: nothing of it stands. */
  'IMPORT_STOPPED',
  /** Something stands on the unit. data: homes, parcels, conversations: how many. */
  'UNIT_IN_USE',
  /** Parcels wait on the shelf. data.parcels: how many. */
  'SHELF_IN_USE',
  /** What this version shows of it is not all of it. */
  'FROM_NEWER_VERSION',
  'REDO_TOO_LATE',
  'DUPLICATE_TRACKING',
  'PREFIX_TAKEN',
  'LESSON_FAILS',
  /** The lesson takes published numbers of another carrier: somebody has to say that it is meant. */
  'LESSON_SHADOWS',
  'BACKUP_NOT_GOOD',
  /** An archive cannot be taken. data.fault: one of ARCHIVE_FAULTS. */
  'ARCHIVE_REFUSED',
  /** One archive is written or opened at a time. */
  'ARCHIVE_RUNNING',
  /** Somebody stopped it: nothing of it stands. */
  'ARCHIVE_STOPPED',
  /** A call of messaging: data.reason holds one of MESSAGING_ERRORS. */
  'MESSAGE_REFUSED',
  /** Nobody is signed in, or whoever is may not work here. */
  'SIGN_IN_NEEDED',
  /** Another person signs acts only after they signed in. */
  'OWN_SIGN_IN_NEEDED',
  /** Nobody stands in for whoever is signed in without a PIN: anybody could go back to being them by a click. */
  'SEAT_NEEDS_PIN',
  /** The desk was disconnected: whoever did that is on duty alone. */
  'CONNECT_AGAIN_FIRST',
  /** The account is neither a manager's nor an administrator's. */
  'MANAGER_NEEDED',
  /** The console waits for somebody to prove who they are. */
  'LOCKED',
  /** This person goes on duty by their PIN. */
  'PIN_NEEDED',
  /** They have none; an administrator gives them one. */
  'PIN_NOT_SET',
  /** data.left: how many more tries there are before a wait. */
  'PIN_WRONG',
  /** Too many wrong ones. data.until: when the next is read. */
  'PIN_WAIT',
  /** The PIN that an administrator gave opens nothing but the choice of an own one. */
  'PIN_TEMPORARY',
  /** data.problem: one of PIN_PROBLEMS. */
  'PIN_REFUSED',
  /** data.problem: one of BADGE_PROBLEMS. */
  'BADGE_REFUSED',
  /** data.name: who has this badge already. */
  'BADGE_TAKEN',
  /** What the PINs of this desk are sealed with is gone. */
  'PINS_LOST',
  'WRONG_PASSWORD',
  'EMAIL_NOT_CONFIRMED',
  /** A code of a letter that is wrong, used or too old. */
  'CODE_NOT_RIGHT',
  'WEAK_PASSWORD',
  /** The project has no mail server of its own: its default one writes to the project's team alone. */
  'MAILER_TEAM_ONLY',
  'MAIL_NOT_SENT',
  'TOO_MANY_TRIES',
  'NO_LINE',
  /** What answered is no project of Supabase, or lacks this program's tables. */
  'NOT_A_PROJECT',
  'WRONG_PROJECT_KEY',
  /** A key that opens the whole project: it must not be on a desk. */
  'SECRET_KEY',
  /** The project no longer takes keys of the old kind. */
  'LEGACY_KEY',
  'PROJECT_PAUSED',
  'PROJECT_QUOTA',
  'PROJECT_DOWN',
  /** It answered, or was heard of a few days ago: a desk does not leave it without its answer. data.days: how many days of silence there were, data.heard: when it was last heard. */
  'PROJECT_NOT_GONE',
  /** The project's own computers disagree about the time. */
  'SERVER_CLOCK',
  /** The project did not take an invitation: the person is not known there yet, or has an account. */
  'INVITATION_REFUSED',
  /** The account has no place in the building. */
  'NOT_STAFF',
  /** An older Electron than the program is made for is no place for a building's data. */
  'OLDER_RUNTIME',
  'NOT_CONNECTED',
  'ALREADY_CONNECTED',
  'DESK_LETTER_TAKEN',
  'CONNECT_FAILED',
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
