import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import type { Desk } from '../compose.ts'

/** Only the top frame of our own window, on our own origin, is heard. */
function trusted(event: IpcMainInvokeEvent, window: BrowserWindow, origin: string): boolean {
  const frame = event.senderFrame
  return (
    !window.isDestroyed() &&
    event.sender === window.webContents &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    frame.url.startsWith(`${origin}/`)
  )
}

/** Connects the window to the desk: one request channel in, one event channel out. What is asked early waits for the desk. */
export function bridgeIpc(window: BrowserWindow, desk: Promise<Desk>, origin: string): void {
  ipcMain.handle('desk:request', async (event, route: unknown, input: unknown) =>
    trusted(event, window, origin) ? (await desk).request(route, input) : { ok: false, error: { code: 'NOT_ALLOWED' } },
  )
  void desk.then(
    (made) =>
      made.on((payload) => {
        if (!window.isDestroyed()) window.webContents.send('desk:event', payload)
      }),
    // Said by whoever made the desk.
    () => undefined,
  )
}
