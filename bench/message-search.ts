// Search as you type in 500 000 messages, accents ignored, every prefix of what people type: p95 in main.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageHandlers } from '../src/main/ipc/messageHandlers.ts'
import { openMessagingDesk } from '../tests/support/messaging/messagingDesk.ts'
import { manyMessages } from './support/manyMessages.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const COUNTS = sizes({ conversations: 20_000, messages: 500_000 }, { conversations: 40, messages: 2000 })
const TYPED = [
  'bonjour',
  'merci',
  'colis',
  'réception',
  'reception livraison',
  'ascenseur demain',
  'cle garage',
  'coeur',
  'oeuvre café',
  'parcel',
  'delivery tomorrow morning',
  'plumber',
  'réservation ascenseur semaine',
  'bonjour merci',
  'the parcel is',
  'mot1a',
  'mot7k2',
  'foret hotel',
  'ana roy',
  'zzzz',
]

const dir = mkdtempSync(join(tmpdir(), 'lofts-messages-'))
const ends: (() => void)[] = []
try {
  const desk = await openMessagingDesk((end) => ends.unshift(end), { dir })
  const began = performance.now()
  manyMessages(desk.store, COUNTS)
  const filled = Math.round(performance.now() - began)
  const search = messageHandlers(
    () => desk.messages,
    () => desk.session.actor(),
  )['messages.search']
  await search({ text: 'chaud', limit: 20 })
  const samples: { text: string; ms: number }[] = []
  for (const text of TYPED)
    for (let length = 1; length <= text.length; length++) {
      const from = performance.now()
      await search({ text: text.slice(0, length), limit: 20 })
      samples.push({ text: text.slice(0, length), ms: performance.now() - from })
    }
  const { p95, ...rest } = spread(samples.map(({ ms }) => ms))
  const slowest = samples
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 5)
    .map(({ text, ms }) => `${text}: ${ms.toFixed(1)}`)
  report({
    name: 'message-search',
    value: p95,
    unit: 'ms p95',
    limit: 30,
    context: { ...rest, ...COUNTS, fillMs: filled, slowest: slowest.join(', ') },
  })
} finally {
  for (const end of ends) end()
  rmSync(dir, { recursive: true, force: true })
}
