import { fork } from 'node:child_process'
import type { ScannerProcess } from './supervise.ts'

/** The scanner process under plain Node. In the program it is Electron's utility process. */
export function forkScannerProcess(entry: string): ScannerProcess {
  const child = fork(entry, [], { stdio: 'ignore' })
  return {
    send: (message) => void (child.connected && child.send(message)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code ?? 1)),
    kill: () => void child.kill('SIGKILL'),
  }
}
