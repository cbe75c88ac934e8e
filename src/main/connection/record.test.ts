import { describe, expect, it } from 'vitest'
import { createMemory, type ConnectionRecord, type Meta } from './record.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const connection: ConnectionRecord = {
  url: 'https://project.example',
  key: 'sb_publishable_x',
  email: 'samir@example.com',
  building: { id: ID, name: 'Lofts' },
  deskId: ID,
  person: { id: ID, name: 'Samir', role: 'admin' },
  stage: 'connected',
  snapshot: null,
  session: 'working',
  locked: null,
}

const textFile = () => {
  let text: string | null = null
  return { read: () => text, write: (next: string) => void (text = next) }
}
const replica = (): Meta & { forget(): void; copy(): Meta } => {
  const values = new Map<string, string>()
  const meta = {
    get: (key: string) => values.get(key) ?? null,
    set: (key: string, value: string) => void values.set(key, value),
    forget: () => values.clear(),
    copy: () => {
      const then = new Map(values)
      return {
        get: (key: string) => then.get(key) ?? null,
        set: (key: string, value: string) => void then.set(key, value),
      }
    },
  }
  return meta
}
/** A computer with a key ring, or without one; `start` is one run of the program. */
function computer({ keyRing = true } = {}) {
  const connectionFile = textFile()
  const sessionFile = textFile()
  let ring = keyRing ? 'a' : null
  const meta = replica()
  return {
    connectionFile,
    meta,
    changeKeyRing: () => void (ring = 'b'),
    start(opened: Meta | null = meta) {
      let open: Meta | null = null
      const memory = createMemory({
        connectionFile,
        sessionFile,
        vault: {
          seal: (text) => ring && `${ring}${Buffer.from(text).toString('base64')}`,
          open: (sealed) => {
            if (ring === null) return null
            if (!sealed.startsWith(ring)) throw new Error('sealed elsewhere')
            return Buffer.from(sealed.slice(1), 'base64').toString()
          },
        },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        meta: () => open,
      })
      memory.get()
      open = opened
      memory.opened()
      return memory
    },
  }
}
function connected(options: { keyRing?: boolean } = {}) {
  const one = computer(options)
  one.start().set(connection)
  return one
}

// Bug: what the file said was believed, and a desk without it was free for everybody.
describe('how a desk is connected, over a restart', () => {
  it('is what it was', () => {
    const one = connected()
    expect(one.start().get()).toEqual(connection)
    one.start().set({ ...connection, session: 'locked_out', locked: { reason: 'revoked', at: 'then' } })
    expect(one.start().get()).toMatchObject({ session: 'locked_out' })
  })

  it('costs a sign-in without the file, with an edited one and with an older one', () => {
    const one = connected()
    const older = one.connectionFile.read()!
    one.start().set({ ...connection, email: 'other@example.com' })
    const newest = one.connectionFile.read()!
    for (const text of [
      '',
      '{',
      older,
      newest.replace('other@', 'mine@'),
      newest.replace(/"seal": ".*"/, '"seal": null'),
    ]) {
      one.connectionFile.write(text)
      expect(one.start().get(), text).toMatchObject({ session: 'signed_out', email: 'other@example.com' })
      one.start().set({ ...connection, email: 'other@example.com' })
    }
  })

  it('costs a sign-in where the replica was edited as well', () => {
    const one = connected()
    const text = one.connectionFile.read()!.replace('"admin"', '"desk"')
    one.connectionFile.write(text)
    one.meta.set('connection', text)
    expect(one.start().get()).toMatchObject({ session: 'signed_out' })
  })

  it('costs a sign-in at each start without a key ring, and under another one', () => {
    expect(connected({ keyRing: false }).start().get()).toMatchObject({ session: 'signed_out' })
    const moved = connected()
    moved.changeKeyRing()
    expect(moved.start().get()).toMatchObject({ session: 'signed_out' })
  })

  it('comes back into a replica that was restored from before, or filled anew', () => {
    const one = connected()
    const before = one.meta.copy()
    one.start().set({ ...connection, email: 'other@example.com' })
    expect(one.start(before).get()).toMatchObject({ session: 'working', email: 'other@example.com' })
    one.connectionFile.write('')
    expect(one.start(before).get()).toMatchObject({ session: 'signed_out', email: 'other@example.com' })
    const memory = one.start()
    one.meta.forget()
    memory.opened()
    one.connectionFile.write('')
    expect(one.start().get()).toMatchObject({ email: 'other@example.com' })
  })

  it('remembers who disconnected the desk, whatever became of the file', () => {
    const one = connected()
    one.start().leave(ID, connection.person)
    for (const text of [one.connectionFile.read()!, '', '{}']) {
      one.connectionFile.write(text)
      const memory = one.start()
      expect(memory.get()).toBeNull()
      expect(memory.left()).toEqual({ building: ID, person: connection.person })
    }
  })
})
