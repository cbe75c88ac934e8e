import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { ARCHIVE_FAULTS, type ArchiveFault } from '../../../shared/archive/faults.ts'
import type { PassphraseStrength } from '../../../shared/archive/passphrase.ts'
import type { Tone } from '../../../ui/index.ts'

export const FAULT_WORDS: Readonly<Record<ArchiveFault, MessageDescriptor>> = {
  not_archive: msg`This is no archive of Lofts Desk. Choose the file that “Write the archive” made.`,
  passphrase: msg`The passphrase does not open this archive. Check capitals, accents and spaces, and type it again.`,
  cut: msg`The archive ends too early: it was not copied whole, or its end was damaged. Copy it again from where it was written.`,
  changed: msg`A part of the archive is damaged: it is not what was written. Copy it again from where it was written, or take another one.`,
  newer: msg`The archive is from a newer Lofts Desk. Install that version on this computer, then open the archive again.`,
  data: msg`The data in this archive does not pass the check. Take another archive, or a backup.`,
  other: msg`This archive is of another building than the one that stands here. Take one of this building, or begin anew first: what is here is put aside then.`,
}

/** Whether what was answered is one of the faults that have words here. */
export const isArchiveFault = (fault: unknown): fault is ArchiveFault =>
  (ARCHIVE_FAULTS as readonly unknown[]).includes(fault)

export const STRENGTH_WORDS: Readonly<Record<PassphraseStrength, MessageDescriptor>> = {
  short: msg`Too short: at least 12 characters`,
  weak: msg`Easy to guess: add words`,
  fair: msg`Good`,
  strong: msg`Strong`,
}

export const STRENGTH_TONES: Readonly<Record<PassphraseStrength, Tone>> = {
  short: 'error',
  weak: 'attention',
  fair: 'ok',
  strong: 'ok',
}
