import { describe, expect, it } from 'vitest'
import { boxLabels } from './boxLabel.ts'
import type { EventType } from './lifecycle.ts'

/** A history of a parcel for 1204 at first: `to 1001` changes the addressee, `back` takes the last change back. */
function after(...events: string[]) {
  const units: (string | null)[] = ['1204']
  const told = events.map((word, n) => {
    const event = (type: EventType, detail: Record<string, unknown> = {}) => ({ type, actId: String(n), detail })
    if (word === 'back') {
      units.pop()
      return event('undone', { undid: 'addressee_changed' })
    }
    if (!word.startsWith('to ')) return event(word as EventType)
    const [fromUnit, toUnit] = [units.at(-1), word.slice(3)]
    units.push(toUnit)
    return event('addressee_changed', { fromUnit, fromName: null, toUnit, toName: null })
  })
  const { wrong, right } = boxLabels(told)
  return { wrong: wrong.map(({ unit }) => unit), labelled: right !== null }
}

// Bug: after a correction nothing said that the box still carries the label of somebody else.
describe('the labels on the box', () => {
  it('name the earlier addressee once it changed, until there is one for the new', () => {
    expect(after('received', 'label_printed').wrong).toEqual([])
    expect(after('received', 'label_printed', 'to 1001')).toEqual({ wrong: ['1204'], labelled: false })
    expect(after('label_printed', 'to 1001', 'label_printed')).toEqual({ wrong: ['1204'], labelled: true })
    expect(after('label_printed', 'to 1001', 'label_printed', 'to 804')).toEqual({
      wrong: ['1204', '1001'],
      labelled: false,
    })
  })

  // Bug: after an undo the label that fits was called the old one; after a redo the right one counted as never printed.
  it('are told apart by whom they name after an undo, a redo and a change back by hand', () => {
    expect(after('label_printed', 'to 1001', 'back')).toEqual({ wrong: [], labelled: true })
    expect(after('label_printed', 'to 1001', 'label_printed', 'back')).toEqual({ wrong: ['1001'], labelled: true })
    expect(after('label_printed', 'to 1001', 'label_printed', 'back', 'to 1001')).toEqual({
      wrong: ['1204'],
      labelled: true,
    })
    expect(after('label_printed', 'to 1001', 'to 1204')).toEqual({ wrong: [], labelled: true })
    expect(after('to 1001', 'label_printed', 'back')).toEqual({ wrong: ['1001'], labelled: false })
  })

  it('do not matter before one was printed, nor by what else happens', () => {
    expect(after('received', 'to 1001').wrong).toEqual([])
    expect(after('received', 'label_printed', 'shelf_set', 'edited', 'held').wrong).toEqual([])
  })
})
