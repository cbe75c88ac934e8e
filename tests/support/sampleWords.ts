import type { Request, Response, RouteName } from '../../src/shared/contract/index.ts'

interface Asks {
  ask<N extends RouteName>(route: N, input: Request<N>): Promise<Response<N>>
}

/** Words that people of the sample building would type: of names, units, numbers, messages and of the console itself. */
export async function sampleWords({ ask }: Asks, count: number): Promise<string[]> {
  const words = new Set([
    'parking',
    'demain',
    'note',
    'l’état',
    "l'état",
    'apt 804',
    'PH-1',
    'réglages',
    'undo',
    '%',
    '_',
    '"',
  ])
  const add = (text: string) => {
    for (const word of text.split(/[\s,;:!?()«»“”"]+/)) if (word !== '') words.add(word.slice(0, 12))
  }
  const people = await ask('residents.list', { text: '', offset: 0, limit: 200 })
  for (const { name, unitNumber } of people.rows) add(`${name} ${unitNumber ?? ''}`)
  const parcels = await ask('packages.list', { filter: {}, sort: 'newest', limit: 120 })
  for (const { shortNumber, trackingNumber } of parcels.rows) add(`${shortNumber} ${trackingNumber ?? ''}`)
  const inbox = await ask('messages.conversations', { limit: 60 })
  for (const { id, subject } of inbox.rows) {
    add(subject)
    const thread = await ask('messages.thread', {
      conversationId: id,
      limit: 50,
      offset: 0,
    })
    for (const item of thread.items) if (item.kind === 'message') add(item.body ?? '')
  }
  return [...words].slice(0, count)
}
