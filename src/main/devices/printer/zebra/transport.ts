import { randomUUID } from 'node:crypto'
import { joinReasons } from '../../../../shared/printing/reasons.ts'
import { fileReason } from '../file-errors.ts'
import { PrintError, type JobState, type PrinterInfo, type PrintTransport } from '../transport.ts'
import type { OpenChannel, PrinterChannel } from './channel.ts'
import { isWholeErrorStatus, isWholeHostStatus, parseErrorStatus, parseHostStatus, type ZebraStatus } from './status.ts'

export interface ZebraPorts {
  readonly kind: 'network' | 'usb'
  readonly open: OpenChannel
  readonly listPrinters: () => Promise<PrinterInfo[]>
  /** How long an answer about its state may take. */
  readonly answerMs: number
}

/** What this run knows of a printer, and of a job that it was given. */
interface Known {
  /** It has answered before: silence then means that it waits for somebody. */
  answers: boolean
}
interface Given {
  /** The line was lost after the job: whether it came out can no longer be told. */
  lost: boolean
}

/**
 * Prints on a ZPL printer that is spoken to directly, by network or USB. It is asked how it is before anything is sent,
 * so that nothing lies in the memory of a printer without paper, and after that until it has printed what it took.
 */
export function createZebraTransport(ports: ZebraPorts): PrintTransport {
  const known = new Map<string, Known>()
  const given = new Map<string, Given>()
  const turns = new Map<string, Promise<unknown>>()
  /** References of an earlier run must not be taken for one of this run. */
  const run = randomUUID().slice(0, 8)
  let count = 0

  /** One conversation with a printer at a time: bytes of two would mix. */
  const inTurn = <T>(printer: string, talk: () => Promise<T>): Promise<T> => {
    const before = turns.get(printer) ?? Promise.resolve()
    const mine = before.then(talk, talk)
    turns.set(
      printer,
      mine.catch(() => undefined),
    )
    return mine
  }

  const ask = async (line: PrinterChannel, printer: string): Promise<ZebraStatus | null> => {
    await line.write(Buffer.from('~HS'))
    const status = await line.read(isWholeHostStatus, ports.answerMs)
    // Without paper or with its cover open a printer leaves ~HS unanswered, but most still say their error flags.
    const answer = status === null ? null : parseHostStatus(status)
    if (answer === null) await line.write(Buffer.from('~HQES'))
    const errors = answer === null ? await line.read(isWholeErrorStatus, ports.answerMs) : null
    const said = answer ?? (errors === null ? null : parseErrorStatus(errors))
    if (said !== null) known.set(printer, { answers: true })
    return said
  }

  const connect = async (printer: string): Promise<PrinterChannel> => {
    try {
      return await ports.open(printer)
    } catch (error) {
      throw new PrintError([fileReason(error)], { retry: true, cause: error })
    }
  }

  /** Asks over a line of its own; 'silent' when it took the question and said nothing. */
  const enquire = (printer: string): Promise<ZebraStatus | 'silent'> =>
    inTurn(printer, async () => {
      const line = await connect(printer)
      try {
        return (await ask(line, printer)) ?? 'silent'
      } catch (error) {
        throw new PrintError([fileReason(error)], { retry: true, cause: error })
      } finally {
        await line.close().catch(() => undefined)
      }
    })

  const answersUsually = (printer: string): boolean => known.get(printer)?.answers ?? false

  const send = async (line: PrinterChannel, printer: string, bytes: Uint8Array): Promise<void> => {
    let before: ZebraStatus | null
    try {
      before = await ask(line, printer)
    } catch (error) {
      throw new PrintError([fileReason(error)], { retry: true, cause: error })
    }
    if (before?.trouble) throw new PrintError([before.trouble], { retry: true })
    if (before === null && answersUsually(printer)) throw new PrintError(['no-answer'], { retry: true })
    try {
      await line.write(bytes)
      // Its answer comes after it has read the label: a line that breaks before may have lost some of it on the way.
      if (before !== null) await ask(line, printer)
    } catch (error) {
      // How much of it arrived cannot be told: a person looks before it is printed again.
      throw new PrintError(['broken-off'], { retry: false, cause: error })
    }
  }

  const jobState = async (ref: string): Promise<JobState> => {
    const printer = ref.slice(ref.indexOf('@') + 1)
    const job = given.get(ref)
    let status: ZebraStatus | 'silent'
    try {
      status = await enquire(printer)
    } catch (error) {
      if (job) job.lost = true
      return { state: 'attention', reason: error instanceof PrintError ? error.reason : 'unreachable' }
    }
    if (status === 'silent') {
      if (answersUsually(printer)) return { state: 'attention', reason: 'no-answer' }
      return { state: 'sent', reason: 'no-read-back', settled: true }
    }
    if (status.trouble) return { state: 'attention', reason: status.trouble }
    if (status.pending === null) return { state: 'sent', reason: 'no-read-back', settled: true }
    if (status.pending > 0) return { state: 'sent', reason: joinReasons(['printing', status.warning]) }
    // An empty printer has printed what it had, unless it was off in between, or took the job in an earlier run.
    given.delete(ref)
    if (job === undefined || job.lost) return { state: 'failed', reason: 'unclear' }
    return { state: 'printed', reason: status.warning }
  }

  return {
    kind: ports.kind,
    forms: ['zpl'],
    listPrinters: ports.listPrinters,
    async check(printer) {
      if (printer === null) throw new PrintError(['no-printer-chosen'], { retry: false })
      const status = await enquire(printer)
      if (status === 'silent') return { state: 'unknown', reason: 'no-answer' }
      return { state: status.trouble ? 'attention' : 'ready', reason: status.trouble ?? status.warning }
    },
    async submit({ printer, document }) {
      if (printer === null) throw new PrintError(['no-printer-chosen'], { retry: false })
      await inTurn(printer, async () => {
        const line = await connect(printer)
        try {
          await send(line, printer, document.bytes)
        } finally {
          await line.close().catch(() => undefined)
        }
      })
      count += 1
      const ref = `${run}-${count}@${printer}`
      given.set(ref, { lost: false })
      return { ref }
    },
    state: jobState,
  }
}
