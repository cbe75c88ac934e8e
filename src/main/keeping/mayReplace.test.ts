import { expect, it } from 'vitest'
import type { Role } from '../../shared/staff/permissions.ts'
import { expectMayReplace } from './mayReplace.ts'
import type { KeepingParts } from './parts.ts'

function desk({ open = true, isSample = false, connected = false, role = 'desk' as Role | null | 'locked' }) {
  const parts: Pick<KeepingParts, 'replica' | 'place' | 'role' | 'isConnected'> = {
    replica: { store: () => (open ? ({} as never) : null), backupDir: '', goBackTo: () => Promise.reject(new Error()) },
    place: () => ({ building: { isSample } }) as never,
    isConnected: () => connected,
    role: () => {
      if (role === 'locked') throw new Error('LOCKED')
      return role
    },
  }
  return () => expectMayReplace(parts)
}

// Bug: these requests have no right of their own, since they are made where nothing is open.
it('whoever may not change the building puts no archive in its place, except at a desk with nothing or the sample', () => {
  expect(desk({ role: 'desk' })).toThrow('NOT_ALLOWED')
  expect(desk({ role: 'board' })).toThrow('NOT_ALLOWED')
  expect(desk({ role: null })).toThrow('NOT_ALLOWED')
  expect(desk({ role: 'locked' })).toThrow('LOCKED')
  expect(desk({ role: 'locked', isSample: true })).toThrow('LOCKED')
  expect(desk({ role: 'admin', connected: true })).toThrow('ALREADY_CONNECTED')
  for (const good of [{ role: 'manager' as const }, { role: 'admin' as const }, { isSample: true }, { open: false }])
    expect(desk(good)).not.toThrow()
})
