import { type AttachmentType } from '../kinds.ts'
import { ATTACHMENT_BYTES, IMAGE_SIDE } from '../limits.ts'
import { pictureSize, type PictureSize } from './picture.ts'

const ascii = (text: string) => [...text].map((letter) => letter.codePointAt(0)!)
const STARTS: Readonly<Record<AttachmentType, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, ...ascii('PNG\r\n')],
  'image/webp': ascii('RIFF'),
  'application/pdf': ascii('%PDF-'),
}

/** A file is what its first bytes say, whatever its name says. */
const isOfType = (type: AttachmentType, bytes: Uint8Array): boolean =>
  STARTS[type].every((byte, i) => bytes[i] === byte) &&
  (type !== 'image/webp' || ascii('WEBP').every((byte, i) => bytes[8 + i] === byte))

type Checked = { ok: true; size: PictureSize | null } | { ok: false; code: 'ATTACHMENT_TYPE' | 'ATTACHMENT_TOO_LARGE' }

/**
 * Whether a file may be part of a message, as it leaves and as it arrives: it is of its type, and a picture is no larger than
 * whoever sends one makes it. The size is what the picture itself says.
 */
export function checkFile(type: AttachmentType, bytes: Uint8Array): Checked {
  if (!isOfType(type, bytes)) return { ok: false, code: 'ATTACHMENT_TYPE' }
  if (bytes.byteLength > ATTACHMENT_BYTES) return { ok: false, code: 'ATTACHMENT_TOO_LARGE' }
  if (type === 'application/pdf') return { ok: true, size: null }
  const size = pictureSize(type, bytes)
  if (!size) return { ok: false, code: 'ATTACHMENT_TYPE' }
  return Math.max(size.width, size.height) > IMAGE_SIDE
    ? { ok: false, code: 'ATTACHMENT_TOO_LARGE' }
    : { ok: true, size }
}
