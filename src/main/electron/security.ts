import { app, session } from 'electron'
import type { Logger } from '../store/ports.ts'
import { forgetWeakening, refusedSwitch } from './commandLine.ts'
import { guardDownloads } from './downloads.ts'
import { ORIGIN } from './protocol.ts'

/**
 * What an installed program does before anything else: true when it must not start, because of a switch that it does not
 * know to be harmless. A checkout is a developer's and takes what it is given.
 */
export function refusesToStart(): boolean {
  if (!app.isPackaged) return false
  forgetWeakening(process.env)
  // Node opens its inspector at this signal; the fuse forbids it, and where a fuse was set back this takes the signal.
  if (process.platform !== 'win32') process.on('SIGUSR1', () => undefined)
  const refused = refusedSwitch(process.argv.slice(1), process.platform)
  if (refused !== null) process.stderr.write(`Lofts Desk does not start with --${refused}.\n`)
  return refused !== null
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
