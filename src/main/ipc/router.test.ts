import { describe, expect, it } from 'vitest'
import { DeskError } from '../../shared/contract/errors.ts'
import { routes, type RouteName } from '../../shared/contract/index.ts'
import type { Role } from '../../shared/staff/permissions.ts'
import { createRouter, type Handlers } from './router.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A router whose handlers all do the same. */
const routerThat = (act: (input: unknown) => unknown, role: Role | null = 'desk') =>
  createRouter({
    handlers: Object.fromEntries(Object.keys(routes).map((name) => [name, act])) as unknown as Handlers,
    role: () => role,
    log: silent,
    retry: { later: () => () => undefined, commits: () => 0 },
  })

describe('the IPC router', () => {
  it('knows only its routes, not what an object happens to inherit', async () => {
    const router = routerThat(() => 1)
    for (const name of ['nope', 'constructor', '__proto__', 'toString', 7, null, undefined, {}]) {
      expect(await router(name, {})).toEqual({ ok: false, error: { code: 'UNKNOWN_ROUTE' } })
    }
  })

  it('parses every input before a handler sees it', async () => {
    let called = 0
    const router = routerThat(() => called++)
    for (const input of [undefined, null, 1, 'x', { packageId: 'not-an-id' }, { packageId: { $ne: 1 } }]) {
      expect(await router('labels.print', input)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
    }
    expect(called).toBe(0)
  })

  it('asks for the right first, and for an open building', async () => {
    expect(
      await routerThat(() => [], 'board')('carriers.teach', { carrier: 'gls', prefix: 'AB', length: null }),
    ).toEqual({ ok: false, error: { code: 'NOT_ALLOWED' } })
    expect(await routerThat(() => [], null)('packages.list', {})).toEqual({ ok: false, error: { code: 'NOT_READY' } })
    expect(await routerThat(() => 'open', null)('app.status', {})).toEqual({ ok: true, data: 'open' })
  })

  it('never throws across: refusals keep their code, bugs become INTERNAL without their words', async () => {
    const refusing = routerThat(() => {
      throw new DeskError('DISK_FULL', { path: 'x' })
    })
    expect(await refusing('packages.counts', {})).toEqual({
      ok: false,
      error: { code: 'DISK_FULL', data: { path: 'x' } },
    })
    const broken = routerThat(() => {
      throw new Error('secret Tremblay')
    })
    expect(await broken('packages.counts', {})).toEqual({ ok: false, error: { code: 'INTERNAL' } })
  })

  // Bug: INTERNAL for settings and attachments on a full disk, which says nothing of the way out.
  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EROFS', 'READ_ONLY'],
    ['EIO', 'DISK_FAULT'],
  ])('answers a fault of a file (%s) as %s', async (code, answer) => {
    const router = routerThat(() => {
      throw Object.assign(new Error(`${code}: no`), { code })
    })
    expect(await router('app.status', {})).toMatchObject({ ok: false, error: { code: answer } })
  })

  it('gives every route that changes something a permission', () => {
    const open = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].permission === null)
    expect(open.toSorted()).toEqual([
      'account.sendCode',
      'account.setPassword',
      'account.signIn',
      'account.signOut',
      'account.status',
      'app.restore',
      'app.restoreSeen',
      'app.retry',
      'app.startFresh',
      'app.status',
      // Also where nothing is open; at an open desk expectMayReplace asks for the right.
      'archive.choose',
      'archive.open',
      'archive.progress',
      'archive.stop',
      'archive.take',
      // They are how a right is won.
      'duty.prove',
      'duty.status',
      'duty.useBadge',
      // Before anything stands here; refused afterwards.
      'first.building',
      'first.form',
      'first.keep',
      'first.project',
      'first.sample',
      'settings.set',
    ])
  })
})
