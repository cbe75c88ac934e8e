import { describe, expect, it } from 'vitest'
import { act, insert, newId, pushOne, register } from './acts.ts'
import { A, AT, DESK, STAFF } from './ids.ts'
import { noticeWorld } from './noticeWorld.ts'

const w = noticeWorld()
const erase = (person: string) => {
  const id = newId()
  const row = { act_id: id, resident_id: person, shown_as: 'Personne effacée', also: [], desk_id: DESK, at: AT }
  const ops = [insert('erasures', newId(), { ...row, actor_id: STAFF.manager })]
  return pushOne(w.world.db, 'manager', act(ops, { id, actor: STAFF.manager, schema: 99 }))
}

describe('what comes after an erasure', () => {
  // Bug: what a provider told late of a letter, and the list of addresses that bounced, kept the address of who was erased.
  it('keeps no address, and still writes to none that bounced', async () => {
    const address = 'zoe.quidam@example.com'
    const same = 'ZOE.Quidam@Example.com '
    const person = await w.person({ email: address })
    await w.parcel({ person })
    await w.later(10)
    const [letter] = await w.claim()
    await w.mark(letter!)
    const event = { letter: letter!.letter, providerId: `re-${letter!.letter}`, channel: 'email', address }
    await w.tell('before', { ...event, kind: 'bounced', at: w.iso() })
    await w.query(`update public.packages set resident_id = null where resident_id = $1`, [person])
    expect(await erase(person)).toBe('applied')
    await w.tell('after', { ...event, kind: 'complained', at: w.iso() })
    await w.tell('stop', { ...event, kind: 'opted_out', letter: null, at: w.iso() })
    for (const table of ['suppressed', 'provider_events', 'letters'])
      expect((await w.query(`select t::text from private.${table} t where t::text ilike '%quidam%'`)).rows).toEqual([])
    const { rows } = await w.query(
      `select event ->> 'kind' as kind from private.provider_events where event_id = 'after'`,
    )
    expect(rows).toEqual([{ kind: 'complained' }])

    const { noticeId } = await w.parcel({ person: await w.person({ email: same }) })
    await w.later(10)
    expect(await w.claim()).toEqual([])
    expect(await w.deliveries(noticeId)).toMatchObject([{ state: 'suppressed', reason: 'bounced' }])
  })

  // Bug: two desks came to something else, when one erased a person and the other one registered a parcel for them.
  it('a parcel that another desk registered meanwhile waits without the person, whichever came first', async () => {
    const left = []
    for (const isErasedFirst of [true, false]) {
      const person = await w.person({ given_name: 'Zoe', family_name: 'Quidam' })
      const parcel = register({ resident_id: person, note: 'Zoe Quidam', written_name: 'Zoe Quidam' })
      const registered = () => pushOne(w.world.db, 'desk', { ...parcel, schema: 99 })
      const steps = isErasedFirst ? [() => erase(person), registered] : [registered, () => erase(person)]
      for (const step of steps) expect(await step()).toBe('applied')
      const { rows } = await w.query(
        `select p.status, p.note, p.written_name, p.deleted_at, r.family_name, r.deleted_at is not null as gone
         from public.packages p join public.residents r on r.id = p.resident_id where p.id = $1 and p.building_id = $2`,
        [parcel.packageId, A],
      )
      left.push(rows[0])
    }
    expect(left[0]).toMatchObject({ status: 'received', note: '', written_name: null, family_name: 'Personne effacée' })
    expect(left[1]).toEqual(left[0])
  })
})
