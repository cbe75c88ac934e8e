import type { QueryClient } from '@tanstack/react-query'
import type { Response } from '../../../shared/contract/index.ts'
import { routeKey } from './queries.ts'

const SESSION = routeKey('session.get', {})

/** Tells when somebody else than before is on duty. */
export function onNewPerson(queries: QueryClient, changed: (person: Response<'session.get'>['actor']) => void): void {
  let before: string | null = null
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== SESSION[0]) return
    const person = queries.getQueryData<Response<'session.get'>>(SESSION)?.actor
    if (!person || person.id === before) return
    const isFirst = before === null
    before = person.id
    if (!isFirst) changed(person)
  })
}
