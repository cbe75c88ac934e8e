import { join } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import type { ArchiveDialogs } from '../keeping/parts.ts'

/** The system's own dialogs: the page never names a path. */
export function archiveDialogs(window: BrowserWindow, folder: () => string): ArchiveDialogs {
  const filters = [
    { name: 'Lofts Desk', extensions: ['age'] },
    { name: '*', extensions: ['*'] },
  ]
  return {
    async chooseTarget(name) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: join(folder(), name), filters })
      return canceled || filePath === '' ? null : filePath
    },
    async chooseSource() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        defaultPath: folder(),
        filters,
        properties: ['openFile'],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
  }
}
