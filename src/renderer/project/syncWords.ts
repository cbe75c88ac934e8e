import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RefusedAct, SyncState } from '../../shared/contract/sync.ts'
import type { Tone } from '../../ui/index.ts'

/** How sync stands, in two or three words. */
export const STATE_WORDS: Readonly<Record<SyncState, MessageDescriptor>> = {
  offline: msg`Offline`,
  connecting: msg`Connecting`,
  'signing-in': msg`Connecting`,
  'catching-up': msg`Catching up`,
  live: msg`Live`,
  polling: msg`Connected`,
  'signed-out': msg`Not signed in`,
  incompatible: msg`Update needed`,
}

/** What that means for the person at the desk. */
export const STATE_MEANING: Readonly<Record<SyncState, MessageDescriptor>> = {
  offline: msg`The server cannot be reached. Keep working: everything is saved on this desk and is sent when the connection is back.`,
  connecting: msg`Connecting to the server. Keep working meanwhile.`,
  'signing-in': msg`Connecting to the server. Keep working meanwhile.`,
  'catching-up': msg`Catching up with the other desks. Keep working meanwhile.`,
  live: msg`Other desks see what you do within a second, and you see what they do.`,
  polling: msg`Everything is sent and received every few seconds instead of at once.`,
  'signed-out': msg`The server ended the session. Keep working: everything is saved on this desk and is sent after you sign in again.`,
  incompatible: msg`This version of Lofts Desk is too old for the project. Keep working: everything is saved on this desk and is sent after the update. Ask the person who manages this computer to install it.`,
}

/** The tone in which the state of the line is shown. */
export const toneOf = (state: SyncState): Tone =>
  state === 'live' || state === 'polling'
    ? 'ok'
    : state === 'signed-out' || state === 'incompatible'
      ? 'error'
      : 'attention'

const ACT_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  'packages.register': msg`Parcel taken in`,
  'packages.assign': msg`Addressee assigned`,
  'packages.edit': msg`Parcel corrected`,
  'packages.setShelf': msg`Parcel moved to a shelf`,
  'packages.place': msg`Parcels put on a shelf`,
  'packages.hand_over': msg`Hand-over`,
  'packages.notify': msg`Resident notified`,
  'notices.settle': msg`Notice given in person or on paper`,
  'notices.tryAgain': msg`Notice tried again`,
  'notices.saveTexts': msg`Texts of notices changed`,
  'packages.hold': msg`Parcel put on hold`,
  'packages.release': msg`Parcel released from hold`,
  'packages.forward': msg`Parcel forwarded`,
  'packages.return': msg`Parcel returned to the carrier`,
  'packages.lose': msg`Parcel reported missing`,
  'packages.find': msg`Parcel found`,
  'packages.bring_in': msg`Parcel brought in from this desk`,
  'building.bring_in': msg`Directory brought in from this desk`,
  'acts.undo': msg`Undo`,
  'acts.redo': msg`Redo`,
  'labels.printed': msg`Label printed`,
  'residents.save': msg`Person written`,
  'residents.confirm': msg`Details confirmed`,
  'residents.saveHome': msg`Home written`,
  'residents.saveAbsence': msg`Absence written`,
  'residents.saveBelonging': msg`Vehicle, fob or pet written`,
  'residents.endBelonging': msg`Vehicle, fob or pet ended`,
  'residents.endAbsence': msg`Absence ended`,
  'residents.saveAuthorisation': msg`Authorisation written`,
  'residents.endAuthorisation': msg`Authorisation ended`,
  'directory.import': msg`File imported`,
  'directory.importUndo': msg`Import undone or redone`,
  'directory.mapping': msg`Columns of a file remembered`,
  'moves.out': msg`Move out`,
  'moves.in': msg`Move in`,
  'directory.takeOther': msg`Value of the other desk taken`,
  'units.add': msg`Units added`,
  'units.save': msg`Unit written`,
  'units.remove': msg`Unit removed`,
  'shelves.add': msg`Shelves added`,
  'shelves.save': msg`Shelf changed`,
  'shelves.remove': msg`Shelf removed`,
  'settings.save': msg`Setting of the building changed`,
  'desks.save': msg`Desk changed`,
  'carriers.teach': msg`Carrier taught`,
  'carriers.forget': msg`Carrier prefix removed`,
  'messages.start': msg`New conversation`,
  'messages.send': msg`Message`,
  'messages.edit': msg`Message changed`,
  'messages.remove': msg`Message removed`,
  'messages.read': msg`Messages marked as read`,
  'messages.delivered': msg`Messages received`,
  'messages.open': msg`Conversation reopened`,
  'messages.snoozed': msg`Conversation snoozed`,
  'messages.closed': msg`Conversation closed`,
  'messages.assign': msg`Conversation assigned`,
  'messages.announce': msg`Announcement`,
  'templates.save': msg`Template saved`,
  'templates.remove': msg`Template removed`,
  'incidents.entered': msg`Incident entered`,
  'incidents.corrected': msg`Entry added to an incident`,
  'incidents.removed': msg`Incident removed from the register`,
}

/** What an act was. Acts of a later version have a general name. */
export const actWords = (name: string): MessageDescriptor =>
  (Object.hasOwn(ACT_WORDS, name) && ACT_WORDS[name]) || msg`Another action`

/** Why the server did not take an act. */
const REFUSAL_WORDS: Readonly<Record<RefusedAct['code'], MessageDescriptor>> = {
  not_allowed: msg`The rights of whoever was signed in did not allow it. Someone who may do it, a manager for example, signs in and sends it again.`,
  lifecycle: msg`Somebody was faster: the parcel’s status no longer allowed it.`,
  constraint: msg`It contradicts what is already there, for example the same number twice. Correct it and send it again, or discard it.`,
  missing: msg`What it changes does not exist on the server.`,
  invalid: msg`The server could not read it. Correct it and send it again, or discard it.`,
  too_old: msg`It was written by a version that the server no longer takes.`,
  attachment: msg`A file that goes with it could not be stored. Send it again, or discard it and attach the file again.`,
  depends: msg`It depends on an action that was refused, and shares its fate.`,
}

/** The same for acts that may also have come too late, by their name and code. */
const LATE_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  'messages.edit invalid': msg`It was too late to change it when the server received it. Write a new message that says what changed.`,
  'messages.edit not_allowed': msg`It reached the server long after the message, or does not come from its author. Where it is right, a manager signs in and sends it again.`,
  'acts.undo not_allowed': msg`It reached the server long after what it undoes, or without the right to it. Where it is right, a manager signs in and sends it again.`,
}

/** Why the server did not take this act. */
export const refusalWords = ({ name, code }: Pick<RefusedAct, 'name' | 'code'>): MessageDescriptor =>
  LATE_WORDS[`${name} ${code}`] ?? REFUSAL_WORDS[code]

/** Columns that a person may correct. */
export const COLUMN_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  tracking_number: msg`Tracking number`,
  note: msg`Note`,
  prefix: msg`Prefix`,
  number: msg`Unit`,
  given_name: msg`Given name`,
  family_name: msg`Family name`,
  email: msg`Email`,
  code: msg`Code`,
  name: msg`Name`,
  letter: msg`Letter`,
  display_name: msg`Name`,
  body: msg`Message`,
  shortcut: msg`Shortcut`,
}

/** Why it does not move at the moment. */
export function problemWords(code: string): MessageDescriptor {
  if (/^(network|timeout|http_|not_the_server)/.test(code)) return msg`The server does not answer.`
  if (code === 'DISK_FULL') return msg`The disk of this computer is full. Free some space: it goes on by itself.`
  if (code === 'wrong_key') return msg`The project refuses this desk’s key.`
  if (code === 'legacy_key')
    return msg`The project no longer takes keys of the old kind. Disconnect this desk and connect it again with the publishable key: nothing is lost.`
  if (code === 'paused')
    return msg`The project is paused. It goes on by itself once somebody restores it at supabase.com.`
  if (code === 'quota')
    return msg`Supabase holds the project back: a quota is used up or a bill is unpaid. Tell the person who manages the project.`
  if (code === 'project_down') return msg`The project is starting or overloaded. It is tried again by itself.`
  if (code === 'gateway_timeout') return msg`The project took too long to answer. It is tried again by itself.`
  if (code === 'rows_hidden')
    return msg`The project hides rows of this building from its own staff, so nothing is changed here. The person who manages the project runs the files of migrations/supabase again.`
  if (code === 'too_many') return msg`The server is busy: too many requests.`
  if (code === 'clock') return msg`The project’s own clocks disagree by some seconds. It is tried again by itself.`
  if (code === 'too_old') return msg`This version of Lofts Desk is too old for the project.`
  if (code === 'session_ended' || code === 'locked_out' || code === 'not_staff') return msg`Sign in again.`
  return msg`The server has a problem (${code}). It will be tried again automatically.`
}
