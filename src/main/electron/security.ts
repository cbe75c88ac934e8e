import { app, session } from 'electron'
import type { Logger } from '../store/ports.ts'
import { guardDownloads } from './downloads.ts'
import { ORIGIN } from './protocol.ts'

const DEBUG_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags']

/** A shipped desk does not run under a debugger that somebody attached from the command line. */
export function refuseDebugging(): boolean {
  return app.isPackaged && DEBUG_SWITCHES.some((name) => app.commandLine.hasSwitch(name))
}

/** Denies everything that the console does not need: permissions, new windows, navigation, webviews. A page that ends is begun again. */
export function guardContents(log: Logger): void {
  let quitting = false
  app.on('before-quit', () => {
    quitting = true
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    const stay = (event: { preventDefault(): void; url: string }) => {
      if (!event.url.startsWith(`${ORIGIN}/`)) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('render-process-gone', (_gone, details) => {
      log.error('renderer.gone', { code: details.reason })
      // Whatever ended it, a white window is no desk; the system ends a page that takes too much memory.
      if (details.reason !== 'clean-exit' && !quitting && !contents.isDestroyed()) contents.reload()
    })
  })
  void app.whenReady().then(() => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
    session.defaultSession.setPermissionCheckHandler(() => false)
    session.defaultSession.setDevicePermissionHandler(() => false)
    guardDownloads()
  })
}
