import { expect, it } from 'vitest'
import type { Present } from './client.ts'
import { TYPING_TTL_MS, VIEWING_TTL_MS } from './limits.ts'
import { createPresence, type PresenceSign } from './presence.ts'

const C = 'c1'

/** Places that hear each other on virtual time. */
function room(...places: string[]) {
  let now = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const signs: PresenceSign[] = []
  let cut = false
  const seen = new Map<string, readonly Present[]>()
  const all = new Map(
    places.map((place) => [
      place,
      createPresence(
        {
          now: () => now,
          later(ms, run) {
            const timer = { at: now + ms, run }
            timers.add(timer)
            return () => void timers.delete(timer)
          },
          nameOf: ({ id }) => (id === 'stranger' ? null : id.toUpperCase()),
          present: (_conversation, people) => void seen.set(place, people),
          send(sign) {
            signs.push(sign)
            if (cut) return
            for (const [other, presence] of all) if (other !== place) presence.hear(sign)
          },
        },
        place,
      ),
    ]),
  )
  return {
    signs,
    at: (place: string) => all.get(place)!,
    sees: (place: string) => (seen.get(place) ?? []).map(({ name, doing }) => `${name} ${doing}`),
    cut: () => (cut = true),
    pass(ms: number) {
      for (const end = now + ms; ;) {
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!next) {
          now = end
          return
        }
        now = next.at
        timers.delete(next)
        next.run()
      }
    },
  }
}
const desk = (id: string) => ({ id, side: 'desk' as const })

it('two desks at one conversation see each other, and which of them types', () => {
  const { at, sees } = room('a', 'b')
  at('a').view(desk('ana'), C)
  at('b').view(desk('ben'), C)
  expect(sees('a')).toEqual(['BEN viewing'])
  expect(sees('b')).toEqual(['ANA viewing'])
  at('b').typing(C, true)
  expect(sees('a')).toEqual(['BEN typing'])
  at('b').typing(C, false)
  expect(sees('a')).toEqual(['BEN viewing'])
  at('b').view(desk('ben'), null)
  expect(sees('a')).toEqual([])
})

it('nobody goes on typing whose line was cut', () => {
  const { at, sees, pass, cut } = room('a', 'b')
  at('a').view(desk('ana'), C)
  at('b').view(desk('ben'), C)
  at('b').typing(C, true)
  cut()
  pass(TYPING_TTL_MS)
  expect(sees('a')).toEqual([])
})

// Bug: a text left half-written made its writer "typing" for whoever came later.
it('who comes in later is not told of typing that stopped long ago', () => {
  const { at, sees, pass } = room('a', 'b', 'c')
  at('a').view(desk('ana'), C)
  at('a').typing(C, true)
  at('b').view(desk('ben'), C)
  expect(sees('b')).toEqual(['ANA typing'])
  pass(TYPING_TTL_MS)
  at('c').view(desk('cy'), C)
  expect(sees('c')).toContain('ANA viewing')
})

it('who only reads stays as long as the thread is open', () => {
  const { at, sees, pass } = room('a', 'b')
  at('a').view(desk('ana'), C)
  at('b').view(desk('ben'), C)
  pass(VIEWING_TTL_MS * 5)
  expect(sees('a')).toEqual(['BEN viewing'])
})

it('gives one sign for many keys: the channel carries ten in a second', () => {
  const { at, signs, pass } = room('a')
  at('a').view(desk('ana'), C)
  for (let key = 0; key < 50; key++) {
    at('a').typing(C, true)
    pass(100)
  }
  expect(signs.filter(({ doing }) => doing === 'typing')).toHaveLength(2)
})

it('believes neither strangers nor nonsense', () => {
  const { at, sees } = room('a', 'b')
  at('a').view(desk('ana'), C)
  for (const sign of [null, 4, {}, { from: 'x', person: null, conversation: C, doing: 'typing' }]) at('a').hear(sign)
  at('a').hear({ from: 'x', person: desk('stranger'), conversation: C, doing: 'typing' })
  for (let i = 0; i < 100; i++)
    at('a').hear({ from: `p${i}`, person: desk(`p${i}`), conversation: C, doing: 'viewing' })
  expect(sees('a')).toHaveLength(20)
})
