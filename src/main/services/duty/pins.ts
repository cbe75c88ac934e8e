import { DeskError } from '../../../shared/contract/errors.ts'
import { pinProblem } from '../../../shared/staff/pin.ts'
import type { PinBook, PinEntry } from './book.ts'
import { hashPin, isSameHash } from './hash.ts'
import { createWaits, FREE_MISSES, waitAfter } from './waits.ts'

export interface PinPorts {
  random(bytes: number): Uint8Array
  monotonic(): number
  now(): Date
}

const TEMPORARY_LENGTH = 6

/**
 * The PINs of this desk: read one after the other, each wrong one counted before it is read, so that a crash forgets
 * none. `kept`: somebody has to wait after too many wrong ones.
 */
export function createPins(book: PinBook, ports: PinPorts, kept: (staffId: string, misses: number) => void) {
  const waits = createWaits(ports)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const done = last.then(run)
    last = done.catch(() => undefined)
    return done
  }
  const refuseWait = (staffId: string): never => {
    throw new DeskError('PIN_WAIT', { until: waits.until(staffId) })
  }

  async function check(staffId: string, pin: string): Promise<PinEntry> {
    const entry = book.of(staffId)
    if (!entry) throw new DeskError(book.isLost() ? 'PINS_LOST' : 'PIN_NOT_SET')
    if (waits.left(staffId) > 0) return refuseWait(staffId)
    const misses = entry.misses + 1
    book.put(staffId, { ...entry, misses })
    const hash = await hashPin(pin, Buffer.from(entry.salt, 'hex'), book.secret())
    if (isSameHash(hash, Buffer.from(entry.hash, 'hex'))) {
      const right = { ...entry, misses: 0 }
      book.put(staffId, right)
      return right
    }
    if (misses < FREE_MISSES) throw new DeskError('PIN_WRONG', { left: FREE_MISSES - misses })
    waits.begin(staffId, waitAfter(misses))
    kept(staffId, misses)
    return refuseWait(staffId)
  }
  async function write(staffId: string, pin: string, temporary: boolean): Promise<void> {
    const salt = ports.random(16)
    const hash = await hashPin(pin, salt, book.secret())
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    const vouched = book.of(staffId)?.vouched
    book.put(staffId, {
      salt: hex(salt),
      hash: hex(hash),
      temporary,
      misses: 0,
      // Whoever gives somebody a PIN could go on duty as them: the desk vouches again when they have signed in.
      ...(vouched && !temporary ? { vouched } : {}),
    })
    waits.end(staffId)
  }
  function expectGood(pin: string): void {
    if (book.isLost()) throw new DeskError('PINS_LOST')
    const problem = pinProblem(pin)
    if (problem !== null) throw new DeskError('PIN_REFUSED', { problem })
  }
  function invented(): string {
    for (;;) {
      const digits = Array.from(ports.random(TEMPORARY_LENGTH), (byte) => byte % 10).join('')
      if (pinProblem(digits) === null) return digits
    }
  }

  return {
    /** A wait that was under way when the program ended, or when another copy came in, is served whole. */
    resume(): void {
      for (const [staffId, { misses }] of book.everybody())
        if (misses >= FREE_MISSES) waits.begin(staffId, waitAfter(misses))
    },
    waitsUntil: waits.until,
    /** Whether this is their PIN. One that an administrator gave is good for choosing an own one alone, in the same step. */
    prove: (staffId: string, pin: string, newPin: string | null): Promise<void> =>
      inTurn(async () => {
        const { temporary } = await check(staffId, pin)
        if (!temporary) return
        if (newPin === null) throw new DeskError('PIN_TEMPORARY')
        if (newPin === pin) throw new DeskError('PIN_REFUSED', { problem: 'easy' })
        expectGood(newPin)
        await write(staffId, newPin, false)
      }),
    /** Their own choice; the present one proves that it is they who choose. */
    set: (staffId: string, pin: string | null, newPin: string): Promise<void> =>
      inTurn(async () => {
        expectGood(newPin)
        if (book.of(staffId)) await check(staffId, pin ?? '')
        await write(staffId, newPin, false)
      }),
    give: (staffId: string): Promise<string> =>
      inTurn(async () => {
        if (book.isLost()) throw new DeskError('PINS_LOST')
        const pin = invented()
        await write(staffId, pin, true)
        return pin
      }),
  }
}
