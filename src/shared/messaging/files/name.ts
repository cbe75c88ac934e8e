import { type AttachmentType } from '../kinds.ts'
import { cleanLine, stripMisleading } from '../clean.ts'
import { firstCharacters } from '../limits.ts'

/** The ending that a file of a type gets, and others that mean the same. */
const ENDINGS: Readonly<Record<AttachmentType, { own: string; same: RegExp }>> = {
  'image/jpeg': { own: '.jpg', same: /\.(?:jpe?g|jfif)$/i },
  'image/png': { own: '.png', same: /\.png$/i },
  'image/webp': { own: '.webp', same: /\.webp$/i },
  'application/pdf': { own: '.pdf', same: /\.pdf$/i },
}
/** What Windows or a shell reads as more than a letter of a name. */
const FORBIDDEN = /[/\\:*?"<>|]/g
/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])(?=\s*(?:\.|$))/i
/** The last ending of a name: with a letter, so that `Bail 2.0` has none. */
const LAST_ENDING = /\.(?=[^.\s]*\p{L})[^.\s]{1,10}$/u
const LONGEST = 200

/**
 * A file's name as it is stored, shown and offered for saving. Its ending comes from what its bytes are, never from whoever
 * sent it: a system opens a file by its ending, so `facture.bat` and `facture.pdf      .hta` become `facture.pdf`.
 */
export function fileName(name: string, type: AttachmentType): string {
  const { own, same } = ENDINGS[type]
  const line = trimmed(cleanLine(stripMisleading(name)).replaceAll(FORBIDDEN, '_'))
  const bare = same.test(line) ? line : trimmed(line.replace(LAST_ENDING, ''))
  const base = trimmed(firstCharacters(trimmed(bare.replace(same, '')), LONGEST - own.length)) || 'fichier'
  return (DEVICE.test(base) ? firstCharacters(`_${base}`, LONGEST - own.length) : base) + own
}

/** Windows drops dots and spaces at the end of a name, and hides a file whose name begins with a dot elsewhere. */
const trimmed = (text: string): string => text.replaceAll(/^[\s.]+|[\s.]+$/g, '')
