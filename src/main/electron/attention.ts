import { app, Notification, type BrowserWindow } from 'electron'
import { drawAttention } from '../attention.ts'
import type { Desk } from '../compose.ts'

/** Badge and notifications of the system for messages. */
export function attendTo(window: BrowserWindow, desk: Desk): void {
  const stop = drawAttention(desk, {
    looking: () => !window.isDestroyed() && window.isFocused(),
    notify(words) {
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
    badge: (count) => void app.setBadgeCount(count),
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  window.once('closed', stop)
}
