/** What keeps an archive from being opened. */
export const ARCHIVE_FAULTS = [
  /** No archive of this program. */
  'not_archive',
  'passphrase',
  /** It ends before it is whole. */
  'cut',
  /** A part of it is not what was written. */
  'changed',
  /** Of a later version of this program. */
  'newer',
  /** The data in it does not pass the check that each backup passes. */
  'data',
  /** Of another building than the one whose data is closed here. */
  'other',
] as const
export type ArchiveFault = (typeof ARCHIVE_FAULTS)[number]
