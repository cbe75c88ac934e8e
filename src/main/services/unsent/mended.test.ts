import { expect, it } from 'vitest'
import { mended } from './mended.ts'

const op = (table: string, values: Record<string, string | null>) =>
  ({ table, op: 'insert', id: '00000000-0000-7000-8000-000000000001', values }) as Parameters<typeof mended>[0]
const edit = (column: string, value: string) => ({ table: '', id: '', column, value })

// Bug: a number that was corrected on the card of a refused act is kept as typed, and no scan of the parcel finds it again.
it('a corrected tracking number is kept as a scan would keep it, an emptied one is none', () => {
  const parcel = op('packages', { carrier: 'ups' })
  expect(mended(parcel, edit('tracking_number', ' 1z 999 aa1 0123456784 '))).toBe('1Z999AA10123456784')
  expect(mended(parcel, edit('tracking_number', '  '))).toBeNull()
  expect(mended(parcel, edit('note', ' fragile '))).toBe('fragile')
})
