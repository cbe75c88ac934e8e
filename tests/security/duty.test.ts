import { argon2id } from 'hash-wasm'
import { afterEach, beforeEach, describe, expect } from 'vitest'
import type { Role } from '../../src/shared/staff/permissions.ts'
import { dutyOptions } from '../support/dutyDesk.ts'
import { openTestDesk, textInMemory, type TestDesk } from '../support/testDesk.ts'
import { attack } from './support/attack.ts'

const PIN = '4831'
const WRONG = '9172'
let mono = 0
let file = textInMemory()
let keyFile = textInMemory()
let desk: TestDesk

/** A key ring that opens nothing of another computer. */
const ring = (name: string) => ({
  seal: (text: string) => `${name} ${Buffer.from(text).toString('base64')}`,
  open: (sealed: string) =>
    sealed.startsWith(`${name} `) ? Buffer.from(sealed.slice(name.length + 1), 'base64').toString() : null,
})
const options = (computer = 'A') => dutyOptions({ file, keyFile }, () => mono, ring(computer))
async function restart(computer = 'A'): Promise<void> {
  await desk.desk.stop()
  mono = 0
  desk = await openTestDesk({ ...options(computer), dataDir: desk.dataDir })
}
const people = async () => (await desk.ask('duty.status', {})).people
const idOf = async (role: Role) => (await people()).find((person) => person.role === role)!.id
const click = async (role: Role) => desk.ask('session.switch', { staffId: await idOf(role) })
const guess = async (pin: string) => desk.refusal('duty.prove', { staffId: await idOf('admin'), pin, newPin: null })

beforeEach(async () => {
  mono = 0
  file = textInMemory()
  keyFile = textInMemory()
  desk = await openTestDesk(options())
  await click('admin')
  await desk.ask('duty.setPin', { pin: null, newPin: PIN })
  await desk.ask('duty.lock', {})
})
afterEach(() => desk.close())

describe('a PIN', () => {
  attack('somebody at the desk signs as a colleague by a click', async () => {
    for (const { id } of await people())
      expect((await desk.refusal('session.switch', { staffId: id })).code).toBe('LOCKED')
    await desk.ask('duty.prove', { staffId: await idOf('admin'), pin: PIN, newPin: null })
    for (const { id, role } of await people())
      if (role !== 'admin') expect((await desk.refusal('session.switch', { staffId: id })).code).toBe('PIN_NOT_SET')
  })

  attack('a damaged page guesses a PIN, a thousand times and all at once', async () => {
    const codes = (await Promise.all(Array.from({ length: 1000 }, (_, n) => guess(String(n).padStart(4, '0'))))).map(
      ({ code }) => code,
    )
    expect(codes.filter((code) => code === 'PIN_WRONG')).toHaveLength(4)
    expect(codes.filter((code) => code === 'PIN_WAIT')).toHaveLength(996)
    let waited = 0
    for (let n = 0; n < 12; n++) {
      const { until } = (await guess(WRONG)).data!
      const wait = Math.ceil(Date.parse(String(until)) - desk.clock.now().getTime())
      waited = Math.max(waited, wait)
      mono += wait + 1000
    }
    expect(Math.round(waited / 60_000)).toBe(30)
  })

  attack('somebody ends the program, sets the clock or starts it anew to go on guessing', async () => {
    for (let n = 0; n < 5; n++) await guess(WRONG)
    for (const hours of [0, -24 * 400, 24 * 400]) {
      await restart()
      desk.clock.pass(hours * 3_600_000)
      expect((await guess(PIN)).code).toBe('PIN_WAIT')
    }
  })

  attack('somebody deletes, edits or puts back the file with the PINs and their wrong tries', async () => {
    const old = file.read()!
    for (let n = 0; n < 4; n++) await guess(WRONG)
    for (const text of [null, '', '{}', old, file.read()!.replace('"misses":4', '"misses":0')]) {
      file = textInMemory(text)
      await restart()
      expect((await desk.ask('duty.status', {})).locked).toBe(true)
    }
    expect((await guess(WRONG)).code).toBe('PIN_WAIT')
  })

  attack('somebody takes the hash of a PIN to another desk and tries all PINs there', async () => {
    const { salt, hash } = JSON.parse(file.read()!).people[await idOf('admin')]
    const cost = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32, outputType: 'hex' as const }
    // The right PIN without the secret of its desk.
    expect(await argon2id({ password: `PIN ${PIN}`, salt: Buffer.from(salt, 'hex'), ...cost })).not.toBe(hash)
    await restart('B')
    expect((await desk.ask('duty.status', {})).keeping).toBe('lost')
    expect((await guess(PIN)).code).toBe('PINS_LOST')
  })

  attack('somebody spoils the secret of the PINs to become an administrator by a click', async () => {
    keyFile = textInMemory('{"sealed":"nonsense"}')
    await restart()
    await click('admin')
    expect((await desk.ask('session.get', {})).permissions).not.toContain('staff.write')
    expect((await desk.refusal('duty.givePin', { staffId: await idOf('desk') })).code).toBe('NOT_ALLOWED')
  })
})
