import { expect, test } from '../support/runningDesk.ts'

// Bug: the files with the words went while the program ran (an update, a scanner of viruses), and a window that was loaded anew stayed white.
test('a window that is loaded anew without its words says so, and what to do', async ({ desk: { app, page } }) => {
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const fs = process.getBuiltinModule('node:fs')
    const read = fs.readFileSync
    fs.readFileSync = ((path: string, ...more: []) => {
      if (/[/\\](?:fr|en)-[^/\\]+\.js$/.test(path)) throw new Error('ENOENT: no such file')
      return read(path, ...more)
    }) as typeof read
    // What main says beside it is a dialog of the system, which no test can press.
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
    BrowserWindow.getAllWindows()[0]!.webContents.reloadIgnoringCache()
  })
  await expect(page.getByRole('alert')).toContainText('Installez Lofts Desk de nouveau')
  await expect(page.getByRole('alert')).toContainText('Install Lofts Desk again')
})
