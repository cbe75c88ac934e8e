import { describe, expect, it } from 'vitest'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'
import { sampleWords } from '../../../../tests/support/sampleWords.ts'
import { addressOf, paletteSections, type PaletteOption } from './palette.ts'

const desk = deskForAll()

const listed = async (text: string): Promise<PaletteOption[]> => {
  const { people, packages } = await desk.ask('search.all', { text, limit: 6 })
  const messages = text.length > 2 ? await desk.ask('messages.search', { text, limit: 4 }) : []
  return paletteSections({ people, packages, messages, actions: [] }).flatMap(({ options }) => options)
}

/** What a line stands for, whatever its id. */
const thing = (option: PaletteOption): string =>
  option.kind === 'message'
    ? `${option.hit.conversation.id} ${option.hit.messageId}`
    : option.kind === 'person'
      ? `${option.hit.residentId} ${option.hit.unitId}`
      : (addressOf(option) ?? '')

describe('the lines of the palette', () => {
  it('keep one id for one thing, through a thousand words of the building typed letter by letter', async () => {
    // Bug: a message was known by its place in the list. The next letter moved it, and “Cannot change the id of an item”
    // ended the console.
    const ids = new Map<string, string>()
    const things = new Map<string, string>()
    let messages = 0
    for (const word of await sampleWords(desk, 1000)) {
      for (let end = 1; end <= word.length; end++) {
        const options = await listed(word.slice(0, end))
        expect(new Set(options.map(({ id }) => id)).size).toBe(options.length)
        for (const option of options) {
          const what = `${option.kind} ${thing(option)}`
          expect(ids.get(what) ?? option.id).toBe(option.id)
          expect(things.get(option.id) ?? what).toBe(what)
          ids.set(what, option.id)
          things.set(option.id, what)
          if (option.kind === 'message') messages++
        }
      }
    }
    expect(messages).toBeGreaterThan(500)
  }, 60_000)

  it('show an action twice listed once, as the one that its key runs', () => {
    const actions = ['old', 'other', 'new'].map((name) => ({
      id: name === 'other' ? 'other' : 'same',
      label: { id: name },
    }))
    const [section] = paletteSections({ people: [], packages: [], messages: [], actions: actions as never })
    expect(section?.options.map((option) => option.kind === 'action' && option.action.label.id)).toEqual([
      'other',
      'new',
    ])
  })
})
