import { app, net, powerMonitor, safeStorage, session } from 'electron'
import type { Desk } from '../compose.ts'
import type { DeskOptions } from '../deskOptions.ts'
import { ONLINE_EVERY_MS } from '../connection/ports.ts'
import type { NetworkPorts } from '../../supabase/project.ts'
import { fileIn } from './file.ts'

/** The network and the places that a connection uses on this computer. */
export function connectionPorts(folder: string): DeskOptions['connection'] {
  return {
    network: {
      // A session of its own: the system's proxy counts, no cookies and no cache are kept.
      fetch: async (input, init) =>
        await session.fromPartition('sync', { cache: false }).fetch(input as string | Request, init),
      webSocket: async () =>
        (await import('ws')).WebSocket as unknown as Awaited<ReturnType<NetworkPorts['webSocket']>>,
    },
    vault: {
      seal: (text) => (keepsSecrets() ? safeStorage.encryptString(text).toString('base64') : null),
      open: (sealed) => (keepsSecrets() ? safeStorage.decryptString(Buffer.from(sealed, 'base64')) : null),
    },
    connectionFile: fileIn(folder, 'connection.json'),
    sessionFile: fileIn(folder, 'session.sealed'),
    monotonic: () => performance.now(),
    chance: Math.random,
  }
}

/** Without a key ring Linux only pretends to encrypt, with a password that everybody knows: that is not keeping a secret. */
function keepsSecrets(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

/** Tries the line at once when the computer wakes up, is unlocked, or has a network again. */
export function resumeWithComputer(desk: Desk): void {
  powerMonitor.on('lock-screen', desk.away)
  powerMonitor.on('suspend', desk.away)
  powerMonitor.on('resume', desk.resume)
  powerMonitor.on('unlock-screen', desk.resume)
  let online = net.isOnline()
  const watch = setInterval(() => {
    const now = net.isOnline()
    if (now && !online) desk.resume()
    online = now
  }, ONLINE_EVERY_MS)
  app.on('will-quit', () => clearInterval(watch))
}
