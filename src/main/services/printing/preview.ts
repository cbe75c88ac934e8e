import type { Response } from '../../../shared/contract/index.ts'
import type { LabelDpi } from '../../../shared/labels/layout-model.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import type { LabelContents, LabelWish } from './content.ts'

/** The label as it would be printed now: the picture is the raster that is read back before printing. */
export async function previewLabel(
  { contents, labels }: { contents: LabelContents; labels: LabelMaker },
  { subject, size, dpi }: { subject: LabelWish; size: string; dpi: LabelDpi },
): Promise<Response<'labels.preview'>> {
  const made = await labels.make({ subject: contents.subject(subject), size, dpi, as: 'png' })
  const { width, height, problems, missing } = made
  const png = Buffer.from(made.bytes).toString('base64')
  return { png, width, height, problems: [...problems], missing: [...missing] }
}
