import { createServer, type AddressInfo, type Socket } from 'node:net'

/** What can be wrong with the printer. Changed while it runs, as a person at the printer does. */
export interface ZebraFaults {
  paperOut: boolean
  headOpen: boolean
  ribbonOut: boolean
  paused: boolean
  /** Without paper or with its cover open it answers nothing to ~HS, as the manual says. */
  quietInTrouble: boolean
  /** Knows no status commands at all, like printers that only imitate ZPL. */
  mute: boolean
  /** Answers ~HQES. */
  knowsErrors: boolean
  /** Takes this many bytes of a label, then breaks the line. */
  resetAfter: number | null
  /** Closes its own side as soon as the line is open, and goes on reading. */
  halfClose: boolean
  /** Stops reading after this many bytes, and holds the line. */
  stallAfter: number | null
  /** Waits this long before each piece it reads. */
  drainMs: number
}

const HEALTHY: ZebraFaults = {
  paperOut: false,
  headOpen: false,
  ribbonOut: false,
  paused: false,
  quietInTrouble: true,
  mute: false,
  knowsErrors: true,
  resetAfter: null,
  halfClose: false,
  stallAfter: null,
  drainMs: 0,
}

export interface ZebraEmulator {
  readonly port: number
  readonly faults: ZebraFaults
  /** Labels that lie on the table, as ZPL. */
  printed(): string[]
  /** Labels in its memory. */
  pending(): number
  /** How many conversations it had at the same time, at most. */
  busiest(): number
  /** It has been put right: what it holds comes out. */
  mend(): void
  /** Switched off: the memory is lost and the port is closed; `on` opens it again. */
  off(): Promise<void>
  on(): Promise<void>
  stop(): Promise<void>
}

/** A ZPL printer on a port of this machine: it answers ~HS and ~HQES and prints whole formats. */
export async function startZebra(start: Partial<ZebraFaults> = {}): Promise<ZebraEmulator> {
  const faults: ZebraFaults = { ...HEALTHY, ...start }
  const printed: string[] = []
  const sockets = new Set<Socket>()
  let memory: string[] = []
  let busiest = 0

  const inTrouble = (): boolean => faults.paperOut || faults.headOpen || faults.ribbonOut
  const work = (): void => {
    if (inTrouble() || faults.paused) return
    printed.push(...memory)
    memory = []
  }

  const hostStatus = (): string => {
    const bit = (on: boolean): number => (on ? 1 : 0)
    const formats = String(memory.length).padStart(3, '0')
    const one = `030,${bit(faults.paperOut)},${bit(faults.paused)},1245,${formats},0,0,0,000,0,0,0`
    const two = `000,0,${bit(faults.headOpen)},${bit(faults.ribbonOut)},1,2,4,0,00000000,1,000`
    return [one, two, '1234,0'].map((line) => `\u0002${line}\u0003\r\n`).join('')
  }
  const errorStatus = (): string => {
    const low =
      (faults.paperOut ? 1 : 0) +
      (faults.ribbonOut ? 2 : 0) +
      (faults.headOpen ? 4 : 0) +
      (faults.paused ? 0x1_0000 : 0)
    const word = low.toString(16).toUpperCase().padStart(8, '0')
    const on = low === 0 ? 0 : 1
    return `\u0002\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         ${on} 00000000 ${word}\r\n   WARNINGS:       0 00000000 00000000\r\n\u0003`
  }

  const answer = (socket: Socket, command: string): void => {
    if (faults.mute || socket.writableEnded) return
    if (command === '~HS' && !(inTrouble() && faults.quietInTrouble)) socket.write(hostStatus())
    if (command === '~HQES' && faults.knowsErrors) socket.write(errorStatus())
  }

  const serve = (socket: Socket): void => {
    sockets.add(socket)
    busiest = Math.max(busiest, sockets.size)
    let text = ''
    let seen = 0
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    socket.on('end', () => socket.end())
    if (faults.halfClose) socket.end()
    socket.on('data', (chunk: Buffer) => {
      seen += chunk.length
      if (faults.resetAfter !== null && seen > faults.resetAfter) return void socket.resetAndDestroy()
      if (faults.stallAfter !== null && seen > faults.stallAfter) return void socket.pause()
      if (faults.drainMs > 0) {
        socket.pause()
        setTimeout(() => socket.resume(), faults.drainMs)
      }
      text += chunk.toString('latin1')
      for (;;) {
        // In the order in which the printer reads them.
        const next = /~HQES|~HS|\^XA[^]*?\^XZ/u.exec(text)
        if (next === null) return
        text = text.slice(next.index + next[0].length)
        if (next[0].startsWith('~')) answer(socket, next[0])
        else {
          memory.push(next[0])
          work()
        }
      }
    })
  }

  const server = createServer({ allowHalfOpen: true }, serve)
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  await listen(0)
  const { port } = server.address() as AddressInfo

  return {
    port,
    faults,
    printed: () => [...printed],
    pending: () => memory.length,
    busiest: () => busiest,
    mend() {
      Object.assign(faults, HEALTHY)
      work()
    },
    async off() {
      memory = []
      await close()
    },
    on: () => listen(port),
    stop: close,
  }
}
