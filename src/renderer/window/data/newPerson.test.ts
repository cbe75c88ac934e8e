import { describe, expect, it } from 'vitest'
import { onNewPerson } from './newPerson.ts'
import { createDeviceQueries } from '../../../messaging/deviceQueries.ts'
import { routeKey } from './queries.ts'

describe('who is on duty', () => {
  it('is told when it becomes somebody else, once, also after a time without anybody', () => {
    // Bug: after a sign-out the next person to sign in found what the one before had begun.
    const queries = createDeviceQueries()
    const told: string[] = []
    onNewPerson(queries, ({ id }) => told.push(id))
    const on = (id: string) => queries.setQueryData(routeKey('session.get', {}), { actor: { id } })
    on('nadia')
    on('nadia')
    queries.removeQueries({ queryKey: routeKey('session.get', {}) })
    on('samir')
    on('samir')
    on('nadia')
    expect(told).toEqual(['samir', 'nadia'])
  })
})
