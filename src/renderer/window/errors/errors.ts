import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { BADGE_PROBLEMS } from '../../../shared/staff/badge.ts'
import { PIN_PROBLEMS } from '../../../shared/staff/pin.ts'
import { BADGE_WORDS, PIN_WORDS } from './pinWords.ts'
import { RequestFailure } from '../data/bridge.ts'
import { formatFull, formatMoment, formatTime, type TimeDisplay } from '../../../ui/format.ts'

/** What went wrong and the way out, for each refusal. */
export const ERROR_WORDS: Readonly<Record<ErrorCode, MessageDescriptor>> = {
  BAD_REQUEST: msg`That was not understood. Check the fields and try again.`,
  UNKNOWN_ROUTE: msg`This console does not know that request. Restart Lofts Desk.`,
  NOT_ALLOWED: msg`Your role does not allow this. Ask a manager to sign on below, or to do it.`,
  NOT_READY: msg`The building’s data is not open yet. Wait a moment and try again.`,
  NOT_FOUND: msg`It is no longer there: another action may have removed it. Go back and search again.`,
  INTERNAL: msg`Something went wrong inside Lofts Desk. Nothing was changed. Try again; if it comes back, restart the program.`,
  DISK_FULL: msg`The disk is full, so nothing more can be saved. Free some space, then try again.`,
  READ_ONLY: msg`The data folder cannot be written to. Ask the person who manages this computer to restore write permission.`,
  DATABASE_BUSY: msg`Another program is using the data file. Wait a moment and try again.`,
  DATABASE_DAMAGED: msg`The data file is damaged. Restart Lofts Desk: it will offer the last good backup.`,
  DISK_FAULT: msg`The disk did not do what it was asked. Nothing was changed. Try again; if it comes back, have the disk checked.`,
  FILE_LOST: msg`The data file of this desk was moved or deleted while Lofts Desk was running, so nothing more can be saved. Close the program and put the folder back, or call support.`,
  STEP_NOT_ALLOWED: msg`This parcel’s status no longer allows that. Open the parcel to see what happened.`,
  ALREADY_HANDED_OVER: msg`This parcel has already been handed over. Open it to see to whom and when.`,
  REASON_NEEDED: msg`Say why in a few words, then try again.`,
  WRONG_PICKUP_CODE: msg`That is not a pickup code for these parcels. Ask for the name and the unit, check the digits, or choose another proof.`,
  CODE_NOT_FOR_ALL: msg`The code does not prove all of these parcels. Take out those of others, or choose another proof.`,
  CODES_PAUSED: msg`Too many wrong pickup codes at this desk. Choose another proof, or wait a little.`,
  SIGNATURE_NEEDED: msg`The signature is missing. Ask the person to sign, or choose another proof.`,
  NO_ADDRESSEE: msg`This parcel has no addressee yet. Choose a person or a unit first.`,
  ADDRESSEE_SETTLED: msg`This parcel is no longer waiting here, so its addressee stays as it is. Open it to see what happened.`,
  UNDO_TOO_LATE: msg`It is too late to undo. A manager who signs in can still do it, with a reason.`,
  FROM_NEWER_VERSION: msg`A newer version of Lofts Desk has changed this. Update the program on this computer, then try again.`,
  UNDO_NOT_LAST: msg`Something was done after it. Undo the later action first.`,
  UNDO_DONE: msg`It has already been undone.`,
  CHANGE_ANEW: msg`It is too late to undo this. Open the page of the person or the unit and change it there.`,
  UNIT_IN_USE: msg`Somebody lives or lived there, or parcels or conversations belong to it, so it stays. Change it instead.`,
  SHELF_IN_USE: msg`Parcels wait on this shelf, so it stays. Put them on another shelf first.`,
  DATE_UNPROVEN: msg`The date of this computer may be wrong: an incident can be removed once this desk was used on seven days after its five years. Check the date. Nothing was removed.`,
  STILL_KEPT: msg`The law asks to keep this incident for five years after it was known. Nothing was removed.`,
  FIELDS_REFUSED: msg`Nothing was saved: look at the fields marked in red.`,
  FILE_REFUSED: msg`This file cannot be read. Nothing was changed.`,
  NO_FILE_OPEN: msg`The file is no longer open. Choose it again.`,
  PREVIEW_OUTDATED: msg`The directory has changed meanwhile, so nothing was done. Look at the new preview, then confirm again.`,
  PARCELS_WAIT: msg`Parcels wait for this person. Hand them over or return them first, then erase.`,
  IMPORT_RUNNING: msg`An import is running. Wait until it is done.`,
  IMPORT_STOPPED: msg`The import was stopped. Nothing of it stays.`,
  NOTHING_TO_IMPORT: msg`The directory already says everything that this file says. There is nothing to import.`,
  EXPORT_TOO_LARGE: msg`These are more than 100,000 parcels. Choose fewer days.`,
  REDO_TOO_LATE: msg`It can no longer be redone: too much time has passed, or something was done since. Do it anew.`,
  DUPLICATE_TRACKING: msg`A parcel with this tracking number is already here. Scan or search for the number to open it.`,
  PREFIX_TAKEN: msg`That prefix is already taught. Remove the old one first.`,
  LESSON_FAILS: msg`Codes that begin like this would still not be recognised, so nothing was taught. Teach a longer beginning, or forget the lesson that stands in its way.`,
  LESSON_SHADOWS: msg`Another carrier’s published numbers look like this. Teach it only if you are sure.`,
  BACKUP_NOT_GOOD: msg`That backup is incomplete. Choose another one.`,
  ARCHIVE_REFUSED: msg`This archive cannot be opened. Nothing was changed.`,
  ARCHIVE_RUNNING: msg`An archive is being written or opened. Wait until it is done, or stop it.`,
  ARCHIVE_STOPPED: msg`Stopped. Nothing of it stays, and nothing was changed.`,
  MESSAGE_REFUSED: msg`This message cannot be sent as it is. Your text is kept: check it and try again.`,
  SIGN_IN_NEEDED: msg`Nobody is signed in at this desk. Sign in, then try again.`,
  OWN_SIGN_IN_NEEDED: msg`At a connected desk each person signs in themselves. Ask them to sign in at the bottom of the screen.`,
  SEAT_NEEDS_PIN: msg`Whoever is signed in has no PIN here yet, so nobody can take over between sign-ins. They choose one first, at the bottom right.`,
  CONNECT_AGAIN_FIRST: msg`This desk was connected once, so nobody goes on duty by a click. A manager connects it again in the settings; then each person signs in.`,
  OWN_DEACTIVATION: msg`Nobody ends their own work here: you would lock yourself out. Another administrator can.`,
  LAST_ADMINISTRATOR: msg`The building needs an administrator: without one, nobody could change the staff again. Make somebody else an administrator first.`,
  MANAGER_NEEDED: msg`This account is neither a manager’s nor an administrator’s. Ask one of them to enter their email address and password.`,
  LOCKED: msg`The desk is locked. Enter your PIN first.`,
  PIN_NEEDED: msg`This person goes on duty by their PIN.`,
  PIN_NOT_SET: msg`This person has no PIN yet. An administrator gives them one under “Staff”.`,
  PIN_WRONG: msg`This PIN is wrong.`,
  PIN_WAIT: msg`Too many wrong PINs. Wait a little before the next try.`,
  PIN_TEMPORARY: msg`This PIN was right, and good for choosing your own. Enter it again with a new one.`,
  PIN_REFUSED: msg`This PIN cannot be used. Choose another one.`,
  BADGE_REFUSED: msg`This is no badge that can be given to somebody.`,
  BADGE_TAKEN: msg`Somebody else has this badge already.`,
  PINS_LOST: msg`The PINs of this desk cannot be read any more: the computer has lost the key that seals them.`,
  WRONG_PASSWORD: msg`The email address or password is incorrect. Check both; passwords are case-sensitive.`,
  EMAIL_NOT_CONFIRMED: msg`This email address is not confirmed yet. Choose “Use a code from an email” and enter the code of the invitation.`,
  CODE_NOT_RIGHT: msg`This code is wrong, used or too old. Enter the newest one, or have another sent: older codes then no longer count.`,
  WEAK_PASSWORD: msg`The project finds this password too weak. Choose a longer one, with letters, digits and signs. Your code still counts.`,
  MAILER_TEAM_ONLY: msg`The project has no mail server of its own and writes to its own team only. Ask an administrator to set a password for you.`,
  MAIL_NOT_SENT: msg`The project could not send the email. Check the address, or ask an administrator to set a password for you.`,
  TOO_MANY_TRIES: msg`Too many attempts in a short time. Wait a few minutes, then try again.`,
  NO_LINE: msg`The server does not answer. Check the network of this computer, then try again.`,
  NOT_A_PROJECT: msg`What answers at this address is not a project prepared for Lofts Desk. Check the address, and that the migrations were run.`,
  LEGACY_KEY: msg`The project no longer takes keys of the old kind. Copy its publishable key, which begins with sb_publishable_; a connected desk is disconnected and connected again with it, and loses nothing.`,
  PROJECT_PAUSED: msg`The project is paused. The person who manages it restores it at supabase.com; then try again.`,
  PROJECT_QUOTA: msg`Supabase holds the project back: a quota is used up or a bill is unpaid. Tell the person who manages the project.`,
  PROJECT_DOWN: msg`Supabase answers, but the project does not: it is starting or overloaded. Try again in a few minutes.`,
  PROJECT_NOT_GONE: msg`The project answers, so it is not gone. Disconnect the desk with a manager’s email address and password.`,
  SERVER_CLOCK: msg`The project’s own clocks disagree by some seconds, so it does not trust the sign-in yet. Your password is not at fault: try again in a minute.`,
  SECRET_KEY: msg`This key opens the whole project and must never be on a desk. Nothing was kept. Copy the publishable key, which begins with sb_publishable_.`,
  WRONG_PROJECT_KEY: msg`The project refuses this key. Copy its publishable key again.`,
  INVITATION_REFUSED: msg`The project did not take the invitation. They may not have been sent to it yet, or have an account already: try again in a minute.`,
  NOT_STAFF: msg`This account has no access to the desk of this building. Ask an administrator to invite it.`,
  NOT_CONNECTED: msg`This desk is not connected to a project. Connect it in the settings.`,
  ALREADY_CONNECTED: msg`This desk is already connected. Disconnect it first.`,
  DESK_LETTER_TAKEN: msg`Another desk already has this letter. Choose another one.`,
  OLDER_RUNTIME: msg`This test build runs on an older Electron with known security holes, so it cannot be connected to a project. Use the packaged program.`,
  CONNECT_FAILED: msg`The desk could not be connected. Nothing here was changed. Try again.`,
}

type Facts = NonNullable<RequestFailure['data']>

/** Better sentences for when main told who, when and which. */
const WITH_FACTS: Partial<Record<ErrorCode, (facts: Facts, display: TimeDisplay) => MessageDescriptor | null>> = {
  ALREADY_HANDED_OVER: ({ shortNumber, to, at, by }, display) =>
    shortNumber && to && at && by
      ? msg`Parcel ${shortNumber} was already handed over to ${to} (${formatMoment(at, display, Date.now())}, by ${by}).`
      : null,
  STEP_NOT_ALLOWED: ({ shortNumber }) =>
    shortNumber ? msg`The status of parcel ${shortNumber} no longer allows that. Open it to see what happened.` : null,
  PIN_WRONG: ({ left }) =>
    typeof left === 'number' ? msg`This PIN is wrong. More tries before a wait: ${left}.` : null,
  PIN_WAIT: ({ until }, display) =>
    typeof until === 'string'
      ? msg`Too many wrong PINs. From ${formatTime(Date.parse(until) + 59_999, display)} on the next one is read.`
      : null,
  CODE_NOT_FOR_ALL: ({ shortNumbers }) =>
    shortNumbers
      ? msg`The code does not prove these parcels: ${shortNumbers}. Take them out, or choose another proof.`
      : null,
  CODES_PAUSED: ({ until }, display) =>
    typeof until === 'string'
      ? msg`Too many wrong pickup codes at this desk. From ${formatTime(Date.parse(until) + 59_999, display)} on they are read again; until then choose another proof.`
      : null,
  PIN_REFUSED: ({ problem }) =>
    PIN_PROBLEMS.map((one) => (one === problem ? PIN_WORDS[one] : null)).find(Boolean) ?? null,
  BADGE_REFUSED: ({ problem }) =>
    BADGE_PROBLEMS.map((one) => (one === problem ? BADGE_WORDS[one] : null)).find(Boolean) ?? null,
  BADGE_TAKEN: ({ name }) => (name ? msg`${name} has this badge already. Take it back there first.` : null),
  NO_ADDRESSEE: ({ shortNumber }) =>
    shortNumber ? msg`Parcel ${shortNumber} has no addressee yet. Open it and choose a person or a unit first.` : null,
  ADDRESSEE_SETTLED: ({ shortNumber }) =>
    shortNumber
      ? msg`Parcel ${shortNumber} is no longer waiting here, so its addressee stays as it is. Open it to see what happened.`
      : null,
  DUPLICATE_TRACKING: ({ shortNumber, status }) =>
    shortNumber && status === 'lost'
      ? msg`This tracking number is that of parcel ${shortNumber}, which was reported missing. Open ${shortNumber} and mark it as found.`
      : shortNumber
        ? msg`This tracking number is already here, as parcel ${shortNumber}. Search for ${shortNumber} to open it.`
        : null,
  SHELF_IN_USE: ({ parcels }) =>
    typeof parcels === 'number'
      ? msg`Parcels that wait on this shelf: ${parcels}. Put them on another shelf first; the search finds them by the shelf’s code.`
      : null,
  UNIT_IN_USE: ({ homes, parcels, conversations }) =>
    typeof homes === 'number' && typeof parcels === 'number' && typeof conversations === 'number'
      ? msg`This unit cannot be removed. What stands on it: homes ${homes}, parcels ${parcels}, conversations ${conversations}. Change it instead.`
      : null,
  PROJECT_NOT_GONE: ({ days, heard }, display) => {
    if (typeof days !== 'number') return null
    return typeof heard === 'string'
      ? msg`The project was last heard ${formatFull(heard, display)}; days of silence since then: ${days}. A desk may leave it only after 7, with 24 hours of running in them: until then it may come back.`
      : msg`The project does not answer now; days of silence so far: ${days}. A desk may leave it only after 7, with 24 hours of running in them: until then it may come back.`
  },
  PREFIX_TAKEN: ({ prefix }) =>
    prefix ? msg`The prefix ${prefix} is already taught for another carrier. Remove that one first.` : null,
}

/** The sentence for whatever was thrown, with the times in it as the screen shows them. */
export function errorWords(error: unknown, display: TimeDisplay): MessageDescriptor {
  if (!(error instanceof RequestFailure)) return ERROR_WORDS.INTERNAL
  const { code, data } = error
  return (data && WITH_FACTS[code]?.(data, display)) ?? ERROR_WORDS[code] ?? ERROR_WORDS.INTERNAL
}

/** Whose published numbers a lesson would take, and whether the code in hand is surely one of them. */
export const shadowedBy = (error: unknown): { carrier: string; isValid: boolean } | null => {
  if (!(error instanceof RequestFailure) || error.code !== 'LESSON_SHADOWS') return null
  const { carrier, isValid } = error.data ?? {}
  return { carrier: String(carrier ?? ''), isValid: isValid === 1 }
}

/** The parcel that already has this number, when that is why something was refused. */
export const duplicateOf = (error: unknown): { id: string; shortNumber: string } | null => {
  if (!(error instanceof RequestFailure) || error.code !== 'DUPLICATE_TRACKING') return null
  const { packageId, shortNumber } = error.data ?? {}
  return typeof packageId === 'string' ? { id: packageId, shortNumber: String(shortNumber ?? '') } : null
}
