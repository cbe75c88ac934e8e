import { contextBridge, ipcRenderer } from 'electron'

// The only way out of the sandbox: one request channel, one event channel, plain data both ways.
contextBridge.exposeInMainWorld('desk', {
  request: (route: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('desk:request', route, input),
  on: (listener: (event: unknown) => void): (() => void) => {
    const forward = (_event: unknown, payload: unknown): void => listener(payload)
    ipcRenderer.on('desk:event', forward)
    return () => ipcRenderer.off('desk:event', forward)
  },
})
