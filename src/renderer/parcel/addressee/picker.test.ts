import { describe, expect, it } from 'vitest'
import { emptyPicker, pickerStep, type PickerEvent, type PickerState } from './picker.ts'

interface Hit {
  key: string
}
const of = { keyOf: (hit: Hit) => hit.key, isGuarded: (hit: Hit) => hit.key.startsWith('away') }
const hits = (...keys: string[]): Hit[] => keys.map((key) => ({ key }))

function run(events: PickerEvent<Hit>[]) {
  let state: PickerState<Hit> = emptyPicker()
  const chosen: string[] = []
  for (const event of events) {
    const step = pickerStep(state, event, of)
    state = step.state
    if (step.chosen) chosen.push(step.chosen.key)
  }
  return { state, chosen }
}

describe('addressee picker', () => {
  it('takes the first hit with Enter alone', () => {
    expect(
      run([
        { type: 'typed', text: '1204' },
        { type: 'answered', text: '1204', hits: hits('a', 'b') },
        { type: 'enter' },
      ]).chosen,
    ).toEqual(['a'])
  })

  it('never takes a hit of an older text: Enter waits for the answer', () => {
    const { chosen, state } = run([
      { type: 'typed', text: '12' },
      { type: 'answered', text: '12', hits: hits('wrong') },
      { type: 'typed', text: '1204' },
      { type: 'enter' },
      { type: 'answered', text: '120', hits: hits('late') },
      { type: 'answered', text: '1204', hits: hits('right') },
    ])
    expect(chosen).toEqual(['right'])
    expect(state.enterWaits).toBe(false)
  })

  it('forgets a waiting Enter when typing goes on', () => {
    expect(
      run([
        { type: 'typed', text: 'tr' },
        { type: 'enter' },
        { type: 'typed', text: 'tre' },
        { type: 'answered', text: 'tre', hits: hits('a') },
      ]).chosen,
    ).toEqual([])
  })

  it('ignores an answer that arrives after its text was changed', () => {
    const { state } = run([
      { type: 'typed', text: 'a' },
      { type: 'typed', text: 'ab' },
      { type: 'answered', text: 'ab', hits: hits('ab') },
      { type: 'answered', text: 'a', hits: hits('a') },
    ])
    expect(state.hits).toEqual(hits('ab'))
  })

  it('keeps the chosen row when the same search is answered again', () => {
    const { state } = run([
      { type: 'typed', text: 't' },
      { type: 'answered', text: 't', hits: hits('a', 'b', 'c') },
      { type: 'move', by: 1 },
      { type: 'answered', text: 't', hits: hits('new', 'a', 'b', 'c') },
    ])
    expect(state.active).toBe(2)
  })

  it('starts at the best hit again for a new text', () => {
    const { state } = run([
      { type: 'typed', text: 't' },
      { type: 'answered', text: 't', hits: hits('a', 'b', 'c') },
      { type: 'move', by: 2 },
      { type: 'typed', text: 'tr' },
      { type: 'answered', text: 'tr', hits: hits('b', 'c') },
    ])
    expect(state.active).toBe(0)
  })

  it('chooses nothing with Enter while nothing is typed, even when suggestions are shown', () => {
    expect(run([{ type: 'answered', text: '', hits: hits('a') }, { type: 'enter' }]).chosen).toEqual([])
    expect(
      run([{ type: 'answered', text: '', hits: hits('a') }, { type: 'move', by: 1 }, { type: 'enter' }]).chosen,
    ).toEqual(['a'])
  })

  it('says that nobody was found, once', () => {
    const missed = run([{ type: 'typed', text: 'zz' }, { type: 'enter' }, { type: 'answered', text: 'zz', hits: [] }])
    expect(missed.state.missed).toBe(true)
    expect(
      run([
        { type: 'typed', text: 'zz' },
        { type: 'answered', text: 'zz', hits: [] },
        { type: 'enter' },
        { type: 'typed', text: 'z' },
      ]).state.missed,
    ).toBe(false)
  })

  it('asks for the text without outer spaces and still matches its answer', () => {
    expect(
      run([
        { type: 'typed', text: ' tremblay  12 ' },
        { type: 'answered', text: 'tremblay 12', hits: hits('a') },
        { type: 'enter' },
      ]).chosen,
    ).toEqual(['a'])
  })

  it('stays inside the list', () => {
    const { state } = run([
      { type: 'typed', text: 't' },
      { type: 'answered', text: 't', hits: hits('a', 'b') },
      { type: 'move', by: 5 },
    ])
    expect(state.active).toBe(1)
    expect(pickerStep(state, { type: 'move', by: -9 }, of).state.active).toBe(0)
    expect(pickerStep(state, { type: 'edge', to: 'last' }, of).state.active).toBe(1)
  })

  // Bug: Enter registered a parcel for an owner who does not receive parcels there.
  it('asks about a guarded hit, however it is taken, and takes it by a second act alone', () => {
    const found: PickerEvent<Hit>[] = [
      { type: 'typed', text: '804' },
      { type: 'answered', text: '804', hits: hits('away', 'b') },
    ]
    const asked = run([...found, { type: 'enter' }, { type: 'enter' }])
    expect(asked).toMatchObject({ chosen: [], state: { asking: 'away' } })
    expect(run([...found, { type: 'take', index: 0 }]).chosen).toEqual([])
    expect(run([...found, { type: 'enter' }, { type: 'confirm' }]).chosen).toEqual(['away'])
    expect(run([...found, { type: 'confirm' }]).chosen).toEqual([])
    // Enter that came before the answer asks as well.
    const early = run([{ type: 'typed', text: '804' }, { type: 'enter' }, found[1]!])
    expect(early).toMatchObject({ chosen: [], state: { asking: 'away' } })
  })

  it('forgets what it asked when the person goes on', () => {
    const found: PickerEvent<Hit>[] = [
      { type: 'typed', text: '804' },
      { type: 'answered', text: '804', hits: hits('away', 'b') },
      { type: 'enter' },
    ]
    expect(run([...found, { type: 'typed', text: '80' }, { type: 'confirm' }]).chosen).toEqual([])
    expect(run([...found, { type: 'move', by: 1 }, { type: 'enter' }]).chosen).toEqual(['b'])
  })
})
