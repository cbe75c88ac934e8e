import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { app, BrowserWindow, dialog } from 'electron'
import { FIRST_QUESTIONS } from '../../shared/screens/first.ts'
import type { Desk } from '../compose.ts'
import type * as Program from './console.ts'
import { fileIn } from './file.ts'
import { drawsInSoftware, rememberGraphics } from './graphics.ts'
import { bridgeIpc } from './ipc.ts'
import { loadKept } from './keptCode.ts'
import { createLog } from './log.ts'
import { ORIGIN, registerScheme, serveConsole } from './protocol.ts'
import { guardContents, refusesToStart } from './security.ts'
import { createTrouble } from './trouble.ts'
import { createWindow } from './window.ts'

registerScheme()
if (refusesToStart()) app.exit(1)
else if (!app.requestSingleInstanceLock()) app.exit(0)
else run()

/**
 * Where compiled code is kept: what it says is run as it is, so an installed program reads none that another program of the
 * same user could have written.
 */
const keptIn = (userData: string): string | null => (app.isPackaged ? null : join(userData, 'Code Cache', 'main'))

function run(): void {
  // The first screen alone makes more garbage than the default nursery holds, and each collection is a pause in it.
  app.commandLine.appendSwitch('js-flags', '--min-semi-space-size=16')
  const userData = app.getPath('userData')
  const graphics = fileIn(userData, 'graphics.json')
  const electron = process.versions.electron
  const inSoftware = drawsInSoftware(graphics, { now: Date.now(), by: electron })
  if (inSoftware) app.disableHardwareAcceleration()
  // Said more than once: each time more is known, and the last word counts.
  else
    app.on('gpu-info-update', () =>
      rememberGraphics(graphics, app.getGPUFeatureStatus().gpu_compositing, { now: Date.now(), by: electron }),
    )
  const log = createLog(app.getPath('logs'))
  guardContents(log)
  const fail = (error: unknown): void => {
    log.error('app.start_failed', { detail: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    dialog.showErrorBox('Lofts Desk', 'Le programme n’a pas pu démarrer. / The program could not start.')
    app.exit(1)
  }

  const trouble = createTrouble({
    log,
    async ask(message) {
      const buttons = ['Redémarrer / Restart', 'Continuer / Go on']
      const { response } = await dialog.showMessageBox({
        type: 'error',
        title: 'Lofts Desk',
        message,
        buttons,
        cancelId: 1,
        noLink: true,
      })
      return response === 0
    },
    restart() {
      app.relaunch()
      app.quit()
    },
  })
  // Before the program is ready nothing but its end can be shown.
  process.on('uncaughtException', (error) => (app.isReady() ? trouble.uncaught(error) : fail(error)))
  process.on('unhandledRejection', trouble.unhandled)

  let desk: Promise<Desk> | null = null
  let stopping = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (stopping || !desk) return
    // The last acts are already on disk; this only lets the printer's queue and the store close in order.
    event.preventDefault()
    stopping = true
    // A last backup may take some seconds, in which nothing could be done in the window.
    for (const window of BrowserWindow.getAllWindows()) window.hide()
    void desk.then((made) => made.stop()).finally(() => app.quit())
  })

  // Read at once: while Electron gets ready this thread has little to do, and later the page would wait for it.
  const program = nextTurn().then(
    () => loadKept(join(import.meta.dirname, 'console.cjs'), keptIn(userData)) as typeof Program,
  )
  // Whether that worked is asked when the window stands.
  program.catch(() => undefined)

  void app
    .whenReady()
    .then(async () => {
      serveConsole(trouble.unreadable)
      const window = createWindow(
        `${ORIGIN}/index.html`,
        fileIn(userData, 'window.json'),
        fileIn(userData, 'settings.json'),
      )
      app.on('second-instance', () => {
        if (window.isDestroyed()) return
        if (window.isMinimized()) window.restore()
        window.show()
        window.focus()
      })
      desk = program.then(({ createConsole }) => createConsole(window, { userData, log }))
      bridgeIpc(window, desk, ORIGIN)
      const made = await desk
      await made.start()
      // What is asked for the first time takes five times as long: now nobody waits for it.
      for (const [name, input] of FIRST_QUESTIONS) void made.request(name, input)
    })
    .catch(fail)
}
