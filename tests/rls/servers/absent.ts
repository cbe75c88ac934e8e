import { it } from 'vitest'

it('the same tests on Postgres 15', ({ skip }) =>
  skip('postgresql-15 is not installed (apt-get install postgresql-15)'))
