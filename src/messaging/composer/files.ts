import { ATTACHMENT_TYPES, type AttachmentType } from '../../shared/messaging/kinds.ts'
import { MessagingError } from '../../shared/messaging/client.ts'
import { fileName } from '../../shared/messaging/files/name.ts'
import { isTooLarge, pictureSize } from '../../shared/messaging/files/picture.ts'
import { ATTACHMENT_BYTES, IMAGE_SIDE } from '../../shared/messaging/limits.ts'

export interface ReadyFile {
  name: string
  type: AttachmentType
  bytes: Uint8Array
  width: number | null
  height: number | null
}

const QUALITY = 0.86
/** A photograph stored as PNG is many times larger than it need be; a drawing is not. */
const LARGE_PNG = 1_500_000

/** How large a picture may be shown: never larger than it is. */
export function fitted(width: number, height: number, side = IMAGE_SIDE): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** True for bytes that begin as a PDF does, whatever the file is called. */
export const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')

/**
 * A file as it may leave this device. Images are drawn anew: what a camera wrote beside the picture (place, time, device)
 * stays here, and bytes that only pretend to be a picture never leave.
 */
export async function prepareFile(file: File): Promise<ReadyFile> {
  if (file.type === 'application/pdf' || /\.pdf$/i.test(file.name)) {
    if (file.size > ATTACHMENT_BYTES) throw new MessagingError('ATTACHMENT_TOO_LARGE')
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (!isPdf(bytes)) throw new MessagingError('ATTACHMENT_TYPE')
    return { name: fileName(file.name, 'application/pdf'), type: 'application/pdf', bytes, width: null, height: null }
  }
  if (!(ATTACHMENT_TYPES as readonly string[]).includes(file.type)) throw new MessagingError('ATTACHMENT_TYPE')
  const claimed = pictureSize(file.type as AttachmentType, new Uint8Array(await file.arrayBuffer()))
  if (!claimed) throw new MessagingError('ATTACHMENT_TYPE')
  if (isTooLarge(claimed)) throw new MessagingError('ATTACHMENT_TOO_LARGE')
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new MessagingError('ATTACHMENT_TYPE')
  })
  try {
    const size = fitted(image.width, image.height)
    const canvas = new OffscreenCanvas(size.width, size.height)
    const context = canvas.getContext('2d')!
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, size.width, size.height)
    let blob = await canvas.convertToBlob({ type: file.type, quality: QUALITY })
    if (blob.type === 'image/png' && blob.size > LARGE_PNG)
      blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
    if (blob.size > ATTACHMENT_BYTES) throw new MessagingError('ATTACHMENT_TOO_LARGE')
    const type = blob.type as AttachmentType
    return { name: fileName(file.name, type), type, bytes: new Uint8Array(await blob.arrayBuffer()), ...size }
  } finally {
    image.close()
  }
}
