import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { DirectoryAct } from '../../../shared/people/kinds.ts'

/** What was done to the directory: the words of a history. */
export const DIRECTORY_WORDS: Readonly<Record<DirectoryAct, MessageDescriptor>> = {
  unit_added: msg`Unit added`,
  unit_changed: msg`Unit changed`,
  unit_removed: msg`Unit removed`,
  person_added: msg`Person added`,
  person_changed: msg`Details changed`,
  person_removed: msg`Person removed`,
  home_added: msg`Home added`,
  home_changed: msg`Home changed`,
  home_removed: msg`Home removed`,
  authorisation_added: msg`Authorisation added`,
  authorisation_changed: msg`Authorisation changed`,
  authorisation_removed: msg`Authorisation removed`,
  absence_added: msg`Absence added`,
  absence_changed: msg`Absence changed`,
  absence_removed: msg`Absence removed`,
  staff_added: msg`Staff member added`,
  staff_changed: msg`Staff member changed`,
  staff_removed: msg`Staff member removed`,
  directory_imported: msg`File imported`,
}

/** What was undone there. */
export const DIRECTORY_UNDONE: Readonly<Record<DirectoryAct, MessageDescriptor>> = {
  unit_added: msg`Unit taken out again`,
  unit_changed: msg`Unit as it was before`,
  unit_removed: msg`Unit restored`,
  person_added: msg`Person taken out again`,
  person_changed: msg`Details as they were before`,
  person_removed: msg`Person restored`,
  home_added: msg`Home taken out again`,
  home_changed: msg`Home as it was before`,
  home_removed: msg`Home restored`,
  authorisation_added: msg`Authorisation taken out again`,
  authorisation_changed: msg`Authorisation as it was before`,
  authorisation_removed: msg`Authorisation restored`,
  absence_added: msg`Absence taken out again`,
  absence_changed: msg`Absence as it was before`,
  absence_removed: msg`Absence restored`,
  staff_added: msg`Staff member taken out again`,
  staff_changed: msg`Staff member as before`,
  staff_removed: msg`Staff member restored`,
  directory_imported: msg`Import undone: everything is as it was before`,
}

/** What was done there again after an undo. */
export const DIRECTORY_REDONE: Readonly<Record<DirectoryAct, MessageDescriptor>> = {
  unit_added: msg`Unit added again`,
  unit_changed: msg`Unit changed again`,
  unit_removed: msg`Unit removed again`,
  person_added: msg`Person added again`,
  person_changed: msg`Details changed again`,
  person_removed: msg`Person removed again`,
  home_added: msg`Home added again`,
  home_changed: msg`Home changed again`,
  home_removed: msg`Home removed again`,
  authorisation_added: msg`Authorisation added again`,
  authorisation_changed: msg`Authorisation changed again`,
  authorisation_removed: msg`Authorisation removed again`,
  absence_added: msg`Absence added again`,
  absence_changed: msg`Absence changed again`,
  absence_removed: msg`Absence removed again`,
  staff_added: msg`Staff member added again`,
  staff_changed: msg`Staff member changed again`,
  staff_removed: msg`Staff member removed again`,
  directory_imported: msg`File imported again`,
}
