import { expect, it } from 'vitest'
import { SILENT_DAYS, SILENT_TRIES, createSilence } from './silence.ts'
import type { ConnectionContext } from './context.ts'
import type { ConnectionRecord } from './record.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const HALF_HOURS_OF_A_DAY = 16

/** A connected desk whose project and clock a test holds; `pass` lets the program run until it has tried once more. */
function connected() {
  let record = {
    url: 'https://project.example',
    key: 'k',
    stage: 'connected',
    building: { id: ID, name: 'Lofts' },
  } as ConnectionRecord
  let timer: (() => void) | null = null
  let written: (() => void) | null = null
  const state = { at: Date.parse('2026-11-02T14:00:00.000Z'), answer: (): Response => Response.json({}) }
  const context = {
    ports: { network: { fetch: () => Promise.resolve().then(() => state.answer()) } },
    around: { ports: { log: { error: () => undefined } } },
    clock: {
      now: () => new Date(state.at),
      later: (_ms: number, run: () => void) => {
        timer = run
        return () => void (timer = null)
      },
    },
    memory: {
      get: () => record,
      set: (next: ConnectionRecord) => {
        record = next
        written?.()
      },
    },
  } as unknown as ConnectionContext
  const begin = () => {
    const silence = createSilence(context)
    silence.watch()
    return silence
  }
  let silence = begin()
  return {
    state,
    cut: () => void (state.answer = () => Promise.reject(new TypeError('fetch failed')) as never),
    restart: () => {
      silence.stop()
      silence = begin()
    },
    expect: () => silence.expect(),
    record: () => record,
    runs: () => timer !== null,
    async pass(times = 1): Promise<void> {
      for (let n = 0; n < times; n++) {
        const noted = new Promise<void>((resolve) => (written = resolve))
        timer!()
        await noted
      }
    },
    async days(count: number): Promise<void> {
      for (let n = 0; n < count; n++) {
        await this.pass(HALF_HOURS_OF_A_DAY)
        state.at += 86_400_000
      }
    },
  }
}

// Bug: a desk that had never been through with everything, its act waiting or its file new, could leave a project at once.
it('silence begins with the first try that fails, whatever was read or sent before', async () => {
  const desk = connected()
  desk.cut()
  await expect(desk.expect()).rejects.toMatchObject({ code: 'PROJECT_NOT_GONE', data: { days: 0 } })
})

it('a project is gone after seven days on which the program ran and heard nothing, over restarts', async () => {
  const desk = connected()
  await desk.pass()
  const { at } = desk.state
  desk.cut()
  await desk.days(SILENT_DAYS - 1)
  desk.restart()
  await expect(desk.expect()).rejects.toMatchObject({
    data: { days: SILENT_DAYS - 1, heard: new Date(at).toISOString() },
  })
  await desk.pass()
  expect(await desk.expect()).toMatchObject({ heard: new Date(at).toISOString() })
})

// Bug: setting the computer's clock ahead took the place of the week.
it('a clock that is set ahead makes neither days nor the time that the program ran', async () => {
  const desk = connected()
  await desk.pass()
  desk.cut()
  await desk.pass()
  desk.state.at += 400 * 86_400_000
  await desk.pass()
  await expect(desk.expect()).rejects.toMatchObject({ data: { days: 2 } })
  for (let n = 0; n < SILENT_TRIES - 3; n++) {
    desk.state.at += 86_400_000
    await desk.pass()
  }
  await expect(desk.expect()).rejects.toMatchObject({ code: 'PROJECT_NOT_GONE' })
  expect(desk.record().silence!.days).toHaveLength(SILENT_DAYS)
})

// Bug: what counted was when all was sent and read, so a single act that could not be sent made a live project silent.
it.each([
  ['an answer', () => Response.json({})],
  ['a refusal', () => Response.json({ message: 'Invalid API key' }, { status: 401 })],
  ['a fault of its own', () => Response.json({ message: 'no' }, { status: 500 })],
])('%s of the project ends its silence', async (_, answer) => {
  const desk = connected()
  desk.cut()
  await desk.days(SILENT_DAYS)
  desk.state.answer = answer
  await expect(desk.expect()).rejects.toThrow('PROJECT_NOT_GONE')
  expect(desk.record().silence).toMatchObject({ tries: 0, days: [] })
  desk.cut()
  await expect(desk.expect()).rejects.toMatchObject({ data: { days: 0 } })
})

it('the platform in its place, or a portal on the way, is no word of the project', async () => {
  const desk = connected()
  for (const answer of [
    () => Response.json({ message: 'paused' }, { status: 540 }),
    () => new Response('<html>', { status: 200 }),
  ]) {
    desk.state.answer = answer
    await desk.pass()
  }
  expect(desk.record().silence).toMatchObject({ heard: null, tries: 2, days: ['2026-11-02'] })
})

it('goes on listening after each try, until it is stopped', async () => {
  const desk = connected()
  await desk.pass(3)
  expect(desk.runs()).toBe(true)
})
