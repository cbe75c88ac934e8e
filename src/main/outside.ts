import { DeskError } from '../shared/contract/errors.ts'
import type { DeskOptions } from './deskOptions.ts'
import type { Handlers } from './ipc/router.ts'
import { openable } from './services/openable.ts'
import type { Place } from './services/deps.ts'
import { saveCommandSheet } from './services/printing/command-sheet.ts'
import { commandSheetOf } from './services/printing/content.ts'

/** What another program shows: a sheet to print, a link of a message, the folder of the labels. */
export function outside(
  options: Pick<DeskOptions, 'printing' | 'labelFolder' | 'openFile' | 'openLink' | 'openFolder'>,
  place: () => Place,
): {
  commandSheet: Handlers['labels.commandSheet']
  openLink: Handlers['app.openLink']
  openFolder: Handlers['printing.openFolder']
} {
  const { labels } = options.printing
  return {
    async commandSheet() {
      const file = await saveCommandSheet(labels, commandSheetOf(place()), options.labelFolder)
      await options.openFile(file)
      return { file }
    },
    async openLink({ url }) {
      const address = openable(url)
      if (address === null) throw new DeskError('BAD_REQUEST', { field: 'url' })
      await options.openLink(address)
      return {}
    },
    async openFolder() {
      await options.openFolder(options.labelFolder)
      return {}
    },
  }
}
