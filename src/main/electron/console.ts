import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, shell, type BrowserWindow } from 'electron'
import { createDesk, type Desk } from '../compose.ts'
import type { Logger } from '../store/ports.ts'
import { attendTo } from './alerts.ts'
import { archiveDialogs } from './archiveDialogs.ts'
import { connectionPorts, resumeWithComputer } from './connection.ts'
import { fileIn } from './file.ts'
import { buildMenu } from './menu.ts'
import { migrations } from './migrations.ts'
import { devicePorts } from './ports.ts'
import { printingPorts } from './printing.ts'
import { runtimeGuards } from './runtime.ts'
import { holdWhileAway, spawnScannerProcess } from './scanner.ts'
import { supportPorts } from './support.ts'
import { keepScreenshots } from './screenshots.ts'

/** Builds the desk on this machine's own files and devices, and gives the window its menu. */
export function createConsole(window: BrowserWindow, { userData, log }: { userData: string; log: Logger }): Desk {
  const dataDir = join(userData, 'building')
  const labelFolder = join(userData, 'labels')
  mkdirSync(dataDir, { recursive: true })
  const desk: Desk = createDesk({
    dataDir,
    migrations,
    ports: devicePorts(log),
    settingsFile: fileIn(userData, 'settings.json'),
    hadBuilding: fileIn(userData, 'building.json'),
    firstForm: fileIn(userData, 'first.json'),
    // From a checkout the sample is what one wants to see.
    asksFirst: app.isPackaged || app.commandLine.hasSwitch('first'),
    connection: connectionPorts(userData),
    duty: { file: fileIn(userData, 'duty.json'), keyFile: fileIn(userData, 'duty.key') },
    printing: printingPorts(labelFolder, () => desk.settings.get().printer.anywhere),
    labelFolder,
    importFile: pathToFileURL(join(app.getAppPath(), 'out/main/imports.cjs')),
    archives: {
      archiveFile: pathToFileURL(join(app.getAppPath(), 'out/main/archive.cjs')),
      dialogs: archiveDialogs(window, () => app.getPath('documents')),
    },
    spawnScanners: spawnScannerProcess,
    support: supportPorts(app.getPath('logs'), join(userData, 'support')),
    openFolder: async (path) => {
      mkdirSync(path, { recursive: true })
      await shell.openPath(path)
    },
    openFile: async (path) => {
      await shell.openPath(path)
    },
    openLink: (url) => shell.openExternal(url),
    version: app.getVersion(),
    runtime: runtimeGuards(),
    timezone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    platform: `${process.platform} ${process.arch}, Electron ${process.versions.electron}`,
  })
  buildMenu(window, desk)
  keepScreenshots(window)
  holdWhileAway(desk)
  resumeWithComputer(desk)
  attendTo(window, desk)
  return desk
}
