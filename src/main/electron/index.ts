import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, shell } from 'electron'
import { createDesk } from '../compose.ts'
import { fileIn } from './file.ts'
import { ORIGIN, registerScheme, serveConsole } from './protocol.ts'
import { bridgeIpc } from './ipc.ts'
import { createLog } from './log.ts'
import { buildMenu } from './menu.ts'
import { migrations } from './migrations.ts'
import { devicePorts } from './ports.ts'
import { printingPorts } from './printing.ts'
import { keepScreenshots } from './screenshots.ts'
import { guardContents, refuseDebugging } from './security.ts'
import { createWindow } from './window.ts'

registerScheme()
if (refuseDebugging() || !app.requestSingleInstanceLock()) app.exit(0)
else run()

function run(): void {
  const dataDir = join(app.getPath('userData'), 'building')
  const labelFolder = join(app.getPath('userData'), 'labels')
  mkdirSync(dataDir, { recursive: true })
  const log = createLog(app.getPath('logs'))
  guardContents(log)
  const desk = createDesk({
    dataDir,
    migrations,
    ports: devicePorts(log),
    settingsFile: fileIn(app.getPath('userData'), 'settings.json'),
    printing: printingPorts(labelFolder),
    labelFolder,
    openFolder: async (path) => {
      mkdirSync(path, { recursive: true })
      await shell.openPath(path)
    },
    version: app.getVersion(),
    platform: `${process.platform} ${process.arch}, Electron ${process.versions.electron}`,
  })

  let stopping = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (stopping) return
    // The last acts are already on disk; this only lets the printer's queue and the store close in order.
    event.preventDefault()
    stopping = true
    void desk.stop().finally(() => app.quit())
  })

  void app
    .whenReady()
    .then(async () => {
      serveConsole()
      // The window and the replica open side by side: the screen is drawn while SQLite reads its first pages.
      const window = createWindow(fileIn(app.getPath('userData'), 'window.json'), desk.settings.get())
      bridgeIpc(window, desk, ORIGIN)
      buildMenu(window, desk)
      keepScreenshots(window)
      app.on('second-instance', () => {
        if (window.isDestroyed()) return
        if (window.isMinimized()) window.restore()
        window.show()
        window.focus()
      })
      void window.loadURL(`${ORIGIN}/index.html`)
      await desk.start()
    })
    .catch((error: unknown) => {
      log.error('app.start_failed', { detail: String(error) })
      dialog.showErrorBox('Lofts Desk', 'Le programme n’a pas pu démarrer. / The program could not start.')
      app.exit(1)
    })
}
