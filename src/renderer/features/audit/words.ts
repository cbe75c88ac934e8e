import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AuditArea } from '../../../shared/audit/areas.ts'
import type { NoteName } from '../../../shared/audit/notes.ts'
import type { AuditBreak } from '../../../shared/audit/verdict.ts'
import type { Proof } from '../../../shared/staff/proof.ts'
import { actWords } from '../../project/syncWords.ts'

export const AREA_WORDS: Readonly<Record<AuditArea, MessageDescriptor>> = {
  parcels: msg`Parcels`,
  messages: msg`Messages`,
  directory: msg`Directory`,
  staff: msg`Staff`,
  settings: msg`Settings`,
  imports: msg`Imports`,
  exports: msg`Exports`,
  access: msg`Sensitive pages`,
  incidents: msg`Confidentiality incidents`,
  acts: msg`Undo and redo`,
  audit: msg`The log itself`,
}

const ACTS: Readonly<Record<string, MessageDescriptor>> = {
  'staff.save': msg`Staff member written`,
  'shelves.add': msg`Shelves added`,
  'shelves.save': msg`Shelf written`,
  'shelves.remove': msg`Shelf removed`,
  'residents.merge': msg`Two entries of one person merged`,
  'residents.separate': msg`Merged entries separated`,
  'residents.tellApart': msg`Two people told apart`,
  'directory.keep': msg`Value of this desk kept`,
  'person.erased': msg`Person erased`,
}

const NOTE_WORDS: Readonly<Record<NoteName, MessageDescriptor>> = {
  'export.people': msg`Residents exported`,
  'export.parcels': msg`Parcels exported`,
  'export.person': msg`Data of one person exported`,
  'export.incidents': msg`Register of incidents exported`,
  'export.audit': msg`Audit log exported`,
  'export.chain': msg`Chain of the log saved`,
  'export.logState': msg`State of the log put on paper`,
  'access.person': msg`Page of a person opened`,
  'access.erasing': msg`Erasure of a person looked at`,
  'settings.desk': msg`Setting of this desk changed`,
  'duty.on': msg`On duty`,
  'duty.locked': msg`Desk locked`,
  'duty.wait': msg`Kept waiting after wrong PINs`,
  'duty.setPin': msg`Own PIN chosen`,
  'duty.givePin': msg`Temporary PIN given`,
  'duty.giveBadge': msg`Badge given`,
  'duty.dropBadge': msg`Badge taken away`,
  'duty.badgeAlone': msg`Badge alone, or badge and PIN: changed`,
  'account.signOut': msg`Signed out of the project`,
  'account.lockedOut': msg`Locked out by the project`,
  'account.claimed': msg`This computer let speak for the desk`,
  'handover.codesPaused': msg`Pickup codes not read for ten minutes, after wrong ones`,
  'acts.discarded': msg`Refused action discarded`,
  'archive.written': msg`Everything saved as an archive`,
  'archive.taken': msg`Archive taken over`,
  'backups.restored': msg`Went back to a backup`,
  'backups.tested': msg`Test restore of a backup`,
}

/** How they proved to be it. */
const PROOF_WORDS: Readonly<Record<Proof, MessageDescriptor>> = {
  click: msg`On duty, by a click`,
  badge: msg`On duty, by badge`,
  pin: msg`On duty, by PIN`,
  session: msg`On duty, by signing in to the project`,
}

const SEGMENT_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  begun: msg`The log begins`,
  desk: msg`The log goes on at another desk or building`,
  restored: msg`The log goes on after a restored backup`,
  server_ahead: msg`The log goes on: the project knew more than this desk`,
}

/** What an entry says, by its name; a beginning says why. */
export function whatWords(what: string, facts: Readonly<Record<string, unknown>>): MessageDescriptor {
  if (what === 'audit.segment') {
    const reason = String(facts['reason'])
    return (Object.hasOwn(SEGMENT_WORDS, reason) && SEGMENT_WORDS[reason]) || SEGMENT_WORDS['begun']!
  }
  const proof = String(facts['proof'])
  if (what === 'duty.on' && Object.hasOwn(PROOF_WORDS, proof)) return PROOF_WORDS[proof as Proof]
  if (Object.hasOwn(NOTE_WORDS, what)) return NOTE_WORDS[what as NoteName]
  return (Object.hasOwn(ACTS, what) && ACTS[what]) || actWords(what)
}

/** What is wrong with the first broken entry, and what that means. */
export const BREAK_WORDS: Readonly<Record<AuditBreak['kind'], MessageDescriptor>> = {
  changed: msg`This entry was changed after it was written.`,
  missing: msg`An entry is missing here: it was taken out.`,
  reordered: msg`This entry does not stand in its place.`,
  cut: msg`The end of the log is missing from here on: the project, or a label, knows of more.`,
  restamped: msg`From an entry before this one on, the log was made anew: the project, or a label, knows another one.`,
}
