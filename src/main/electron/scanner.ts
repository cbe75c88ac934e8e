import { join } from 'node:path'
import { app, powerMonitor, utilityProcess } from 'electron'
import type { ScannerProcess } from '../devices/scanner/supervise.ts'
import type { Desk } from '../compose.ts'

/** The scanner process as Electron's utility process: its crash is not the console's. */
export function spawnScannerProcess(): ScannerProcess {
  // Tests stand in for the hardware; a shipped program reads nothing from its surroundings.
  const stand = app.isPackaged ? undefined : process.env['LOFTS_SCANNER_ENTRY']
  const child = utilityProcess.fork(stand ?? join(app.getAppPath(), 'out/main/scanner.cjs'), [], {
    serviceName: 'Lofts Desk scanners',
    stdio: 'ignore',
  })
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}

/** A scan made while nobody could see its answer must not act later. */
export function holdWhileAway(desk: Desk): void {
  powerMonitor.on('lock-screen', () => desk.scanners.hold('lock'))
  powerMonitor.on('unlock-screen', () => desk.scanners.release('lock'))
  powerMonitor.on('suspend', () => desk.scanners.hold('sleep'))
  powerMonitor.on('resume', () => desk.scanners.release('sleep'))
}
