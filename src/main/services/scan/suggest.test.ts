import { beforeAll, describe, expect, it } from 'vitest'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { postalIn } from './suggest.ts'

const desk = deskForAll()
let person: AddresseeHit
let postal: string

beforeAll(async () => {
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  // Somebody whose name no one else in the building bears.
  person = rows.find((one) => !one.former && rows.filter(({ name }) => name === one.name).length === 1)!
  postal = postalIn((await desk.ask('session.get', {})).building.address)!
})

const label = (pin: string, name: string, line2: string, code: string) =>
  `V01~02|D01~20260704|R01~${name}|R02~|R03~1288|R04~RUE DE L ATELIER-NEUF|R05~${line2}|R06~MONTREAL|R07~${code}|S01~1|S02~${pin}|B01~1|`

const scan = async (text: string) => {
  const outcome = await desk.ask('scan.resolve', { text, aim: ']L2' })
  if (outcome.kind !== 'intake') throw new Error(outcome.kind)
  return outcome.addressee
}

describe('the addressee in a carrier’s own bar code', () => {
  it('is found in the building, and is sure when unit and name agree', async () => {
    const found = await scan(label('331426749957', person.name.toUpperCase(), `APP ${person.unitNumber}`, postal))
    expect(found).toMatchObject({
      elsewhere: false,
      suggestion: {
        confidence: 'sure',
        why: 'unit_and_name',
        hit: { residentId: person.residentId, unitId: person.unitId },
      },
    })
  })

  it('is only possible when the label’s postal code is another building’s', async () => {
    const found = await scan(label('RKP000051945', person.name, `APP ${person.unitNumber}`, 'K1A 0B1'))
    expect(found).toMatchObject({ elsewhere: true, suggestion: { confidence: 'possible' } })
  })

  it('is nobody rather than somebody when the name is not known and the unit is not here', async () => {
    expect(await scan(label('RKP000051946', 'QQ XX', 'APP 99999', postal))).toMatchObject({ suggestion: null })
  })

  it('is not asked of a code that names nobody', async () => {
    const outcome = await desk.ask('scan.resolve', { text: '1Z999AA10123456784' })
    expect(outcome).toMatchObject({ kind: 'intake', addressee: null })
  })
})
