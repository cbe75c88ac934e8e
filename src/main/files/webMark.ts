/** Internet, in the words of Windows: programs that heed the mark open such a file with care, or ask first. */
const MARK = '[ZoneTransfer]\r\nZoneId=3\r\n'

/**
 * Marks a saved file as one that came from elsewhere, where the system has such a mark: on NTFS it is a second stream of the
 * file. A disk without streams (FAT) keeps the file without it.
 */
export async function markAsFromElsewhere(
  path: string,
  { platform, write }: { platform: string; write(path: string, text: string): Promise<void> },
): Promise<void> {
  if (platform !== 'win32') return
  await write(`${path}:Zone.Identifier`, MARK).catch(() => undefined)
}
