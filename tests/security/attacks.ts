/** Something that was possible once: what it did, what happens now, and the file whose test of that very name plays it. */
export interface Attack {
  name: string
  before: string
  after: string
  by: string
}

const routes = 'tests/security/routes.test.ts'

/** Every attack that is played. SECURITY.md shows this list, and a test holds the two to each other. */
export const ATTACKS: readonly Attack[] = [
  {
    name: 'a damaged page calls every route with the most hostile input that its schema admits',
    before: 'nothing held what a route may change',
    after: 'each changes its own tables, its own files and nothing else',
    by: routes,
  },
  {
    name: 'a damaged page calls every route with anything at all',
    before: 'ids of other buildings came out as internal errors',
    after: 'a refusal by code, never an exception',
    by: routes,
  },
]
