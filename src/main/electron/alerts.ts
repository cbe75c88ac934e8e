import { app, nativeImage, Notification, type BrowserWindow } from 'electron'
import { alertUnread } from '../unreadAlerts.ts'
import { BADGE_SIDE, badgePicture } from '../badgePicture.ts'
import type { Desk } from '../compose.ts'

/** Badge and notifications of the system for messages. */
export function attendTo(window: BrowserWindow, desk: Desk): void {
  let mark = (): void => undefined
  const stop = alertUnread(desk, {
    looking: () => !window.isDestroyed() && window.isFocused(),
    notify(words) {
      // A notification goes by, or is switched off: the button in the task bar asks until somebody looks.
      if (!window.isDestroyed()) window.flashFrame(true)
      if (!Notification.isSupported()) return
      // The console has a sound of its own.
      const notification = new Notification({ ...words, silent: true })
      notification.on('click', () => {
        if (window.isDestroyed()) return
        window.show()
        window.focus()
      })
      notification.show()
    },
    badge: (count, words) => {
      if (process.platform !== 'win32') return void app.setBadgeCount(count)
      mark = () => markButton(window, count, words)
      mark()
    },
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  // A window that is not shown has no button yet, and one that was hidden has another.
  window.on('show', () => mark())
  window.on('focus', () => window.flashFrame(false))
  window.once('closed', stop)
}

/** Windows counts nothing on a button of its task bar: the number is a small picture in its corner. */
function markButton(window: BrowserWindow, count: number, words: string): void {
  if (window.isDestroyed()) return
  const picture =
    count === 0
      ? null
      : nativeImage.createFromBitmap(Buffer.from(badgePicture(count)), {
          width: BADGE_SIDE,
          height: BADGE_SIDE,
          scaleFactor: 2,
        })
  window.setOverlayIcon(picture, count === 0 ? '' : words)
}
