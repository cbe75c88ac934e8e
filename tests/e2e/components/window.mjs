// A bare window for components: sandboxed, without preload, on the address that it is given.
import { app, BrowserWindow } from 'electron'

// Electron is ready only after this module has ended: nothing may be awaited at its top.
app.on('ready', () => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { sandbox: true },
  })
  void window.loadURL(process.argv.at(-1))
})
