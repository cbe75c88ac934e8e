import { ATTACHMENT_TYPES, type AttachmentType } from '../../shared/messaging/kinds.ts'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { session } from 'electron'
import { fileName } from '../../shared/messaging/files/name.ts'
import { markAsFromElsewhere } from '../files/webMark.ts'
import { ORIGIN } from './protocol.ts'

const isKnown = (type: string): type is AttachmentType => (ATTACHMENT_TYPES as readonly string[]).includes(type)

/** What the program writes out of its own data, by type: the ending that the names have. */
const OURS: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/json': '.json',
  'application/jsonl': '.jsonl',
}

const ownName = (name: string, ending: string): string =>
  `${basename(name, ending).replaceAll(/[^\p{L}\p{N}_-]/gu, '-')}${ending}`

/** Only files of messages and what the program writes out of its own data are saved, made by our own page, under a name that ends as their type does; the person says where. */
export function guardDownloads(): void {
  session.defaultSession.on('will-download', (event, item) => {
    const type = item.getMimeType()
    if (!item.getURL().startsWith(`blob:${ORIGIN}/`)) return event.preventDefault()
    const ending = OURS[type]
    if (ending !== undefined) return item.setSaveDialogOptions({ defaultPath: ownName(item.getFilename(), ending) })
    if (!isKnown(type)) return event.preventDefault()
    item.setSaveDialogOptions({ defaultPath: fileName(basename(item.getFilename()), type) })
    item.once('done', (_done, state) => {
      if (state === 'completed')
        void markAsFromElsewhere(item.getSavePath(), {
          platform: process.platform,
          write: (path, text) => writeFile(path, text),
        })
    })
  })
}
