import { lookup } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import { printerAddress } from '../../../../shared/printing/settings.ts'
import { isInside } from './inside.ts'
import { createInbox } from './inbox.ts'
import type { OpenChannel, PrinterChannel } from './channel.ts'

export interface TcpTimes {
  readonly connectMs: number
  /** Without a byte taken for so long, the printer has stopped reading. */
  readonly stallMs: number
  /** How long a printer may take to close its side after we closed ours. */
  readonly closeMs: number
  /** An administrator has allowed the address although it is outside. */
  readonly anywhere: () => boolean
}

const PIECE = 16 * 1024

/** Lines to network printers on port 9100. */
export function openTcp(times: TcpTimes): OpenChannel {
  return async (text) => {
    const address = printerAddress(text)
    if (address === null) throw Object.assign(new Error(`No address: ${text}`), { code: 'ENOTFOUND' })
    return channelOf(await dial(await allowed(address, times.anywhere()), times.connectMs), times)
  }
}

/**
 * The address behind a name, looked up once: what was checked is what is dialled. Without the check a damaged page
 * could ask any host on any port by naming it as a printer.
 */
async function allowed({ host, port }: { host: string; port: number }, anywhere: boolean) {
  const { address } = await lookup(host)
  if (!anywhere && !isInside(address, port))
    throw Object.assign(new Error('Not a printer of this network'), { code: 'OUTSIDE' })
  return { host: address, port }
}

function dial(address: { host: string; port: number }, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // The printer may close its side as soon as it has read enough: ours stays open until all is written.
    const socket = connect({ ...address, allowHalfOpen: true })
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('No answer to the connection'), { code: 'ETIMEDOUT' }))
    }, timeoutMs)
    socket.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}

function channelOf(socket: Socket, times: TcpTimes): PrinterChannel {
  const inbox = createInbox()
  let broken: Error | null = null
  const onBroken = new Set<(error: Error) => void>()
  socket.on('data', (chunk: Buffer) => inbox.add(chunk.toString('latin1')))
  socket.on('end', () => inbox.end())
  socket.on('error', (error) => {
    broken = error
    for (const tell of onBroken) tell(error)
  })
  socket.on('close', () => {
    inbox.end()
    broken ??= Object.assign(new Error('The printer closed the line'), { code: 'ECONNRESET' })
    for (const tell of onBroken) tell(broken)
  })

  const writePiece = (piece: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (error: Error | null): void => {
        clearTimeout(timer)
        onBroken.delete(settle)
        if (error) reject(error)
        else resolve()
      }
      const stalled = Object.assign(new Error('The printer has stopped reading'), { code: 'EPIPE' })
      const timer = setTimeout(() => settle(stalled), times.stallMs)
      if (broken) return settle(broken)
      onBroken.add(settle)
      socket.write(piece, (error) => settle(error ?? null))
    })

  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; at += PIECE) await writePiece(bytes.subarray(at, at + PIECE))
    },
    read: (whole, timeoutMs) => inbox.take(whole, timeoutMs),
    close: () =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve()
        const timer = setTimeout(() => socket.destroy(), times.closeMs)
        socket.once('close', () => {
          clearTimeout(timer)
          resolve()
        })
        socket.end()
        // A printer that ended before us has nothing more to say.
        if (socket.readableEnded) socket.destroySoon()
      }),
  }
}
