import { expect, it } from 'vitest'
import { signOfResident } from './presence.ts'

const ANA = '01900000-0000-7000-8000-000000000041'
const sign = (person: object, from = 'tab') => ({ from, person, conversation: 'c', doing: 'typing' })

// Bug: a resident makes the desk believe that a colleague answers, or that somebody else writes to it.
it('hears a resident on their own channel only as that resident', () => {
  expect(signOfResident(ANA, sign({ id: ANA, side: 'resident' }))).toMatchObject({
    person: { id: ANA, side: 'resident' },
    doing: 'typing',
  })
  const staff = '01900000-0000-7000-8000-000000000011'
  for (const given of [
    sign({ id: staff, side: 'desk' }),
    sign({ id: ANA, side: 'desk' }),
    sign({ id: staff, side: 'resident' }),
    { ...sign({ id: ANA, side: 'resident' }), person: null },
    { ...sign({ id: ANA, side: 'resident' }), from: 7 },
    null,
    'sign',
  ])
    expect(signOfResident(ANA, given)).toBeNull()
})

// Bug: with a desk's own id, which their page is told, a resident takes the warning about a colleague away.
it('keeps the places of residents apart from those of desks', () => {
  const desk = '01900000-0000-7000-8000-000000000021'
  expect(signOfResident(ANA, sign({ id: ANA, side: 'resident' }, desk))).toMatchObject({ from: `${ANA}/${desk}` })
})
