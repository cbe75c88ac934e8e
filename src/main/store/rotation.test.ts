import { describe, expect, it } from 'vitest'
import { backupName, expired, parseBackupName, type BackupName, type BackupReason } from './rotation.ts'

const HOUR = 3_600_000
const now = Date.parse('2026-11-22T14:05:09.000Z')
const made = (hoursAgo: number, reason: BackupReason = 'hourly'): BackupName => {
  const at = new Date(now - hoursAgo * HOUR)
  return { file: backupName(at, reason), at, reason }
}
const kept = (backups: BackupName[]) => {
  const gone = new Set(expired(backups))
  return backups.filter(({ file }) => !gone.has(file))
}

describe('the name of a backup', () => {
  it('says when and why it was made', () => {
    const at = new Date('2026-11-22T14:05:09.123Z')
    expect(backupName(at, 'before_migration')).toBe('replica-20261122T140509Z-before_migration.db')
    for (const reason of ['hourly', 'daily', 'before_migration', 'manual'] as const) {
      const file = backupName(at, reason)
      expect(parseBackupName(file)).toEqual({ file, at: new Date('2026-11-22T14:05:09.000Z'), reason })
    }
  })

  it.each([
    'replica.db',
    'replica-20261122T140509Z-hourly.db.json',
    'replica-20261122T140509Z-hourly.db.partial',
    'replica-20269922T140509Z-hourly.db',
    '../replica-20261122T140509Z-hourly.db',
    'replica-20261122T140509Z-other.db',
  ])('is not read from %s', (file) => expect(parseBackupName(file)).toBeNull())
})

describe('rotation', () => {
  it('keeps 24 hours, 14 days and 8 weeks of a year of hourly backups', () => {
    const left = kept(Array.from({ length: 24 * 365 }, (_, hours) => made(hours)))
    const ages = left.map(({ at }) => (now - at.getTime()) / HOUR)
    expect(ages.slice(0, 24)).toEqual(Array.from({ length: 24 }, (_, n) => n))
    expect(new Set(left.map(({ at }) => at.toISOString().slice(0, 10))).size).toBeGreaterThanOrEqual(14 + 5)
    // 24 hours, 13 more days, 7 more weeks, less where they coincide.
    expect(left.length).toBeGreaterThanOrEqual(24 + 12 + 5)
    expect(left.length).toBeLessThanOrEqual(24 + 14 + 8)
    expect(Math.max(...ages)).toBeGreaterThan(48 * 24)
    expect(Math.max(...ages)).toBeLessThan(57 * 24)
  })

  // Bug: a small disk held weeks of copies, and none of today fitted beside them.
  it('keeps less where the disk is full, always the newest among it', () => {
    const backups = Array.from({ length: 24 * 90 }, (_, hours) => made(hours))
    const gone = new Set(expired(backups, { full: true }))
    const left = backups.filter(({ file }) => !gone.has(file))
    expect(left[0]).toEqual(backups[0])
    expect(left.length).toBeLessThanOrEqual(2 + 3 + 2)
    expect(left.length).toBeGreaterThanOrEqual(4)
  })

  it('takes nothing away by running again', () => {
    const once = kept(Array.from({ length: 500 }, (_, hours) => made(hours)))
    expect(kept(once)).toEqual(once)
  })

  it('always leaves the newest, however old', () => {
    expect(kept([made(50_000)])).toHaveLength(1)
    expect(kept([made(50_000), made(60_000)])).toHaveLength(2)
  })

  it('counts periods that have a backup: a closed week loses nothing', () => {
    const before = [0, 1, 2].map((n) => made(14 * 24 + n))
    expect(kept([made(0), ...before])).toHaveLength(4)
  })

  // Bug: sorted by name, each new backup was deleted as soon as it was made, for a year.
  it('never takes the newest made, though a clock that was ahead has named older ones after a later time', () => {
    const ahead = Array.from({ length: 60 }, (_, n) => made(n - 365 * 24))
    let backups = kept(ahead)
    for (let hour = 100; hour > 0; hour--) {
      const next = made(hour)
      backups = kept([next, ...backups])
      expect(backups[0]).toEqual(next)
    }
    expect(backups.filter(({ at }) => at.getTime() <= now)).toHaveLength(24 + 3)
  })

  it('keeps the newest of each hour', () => {
    const backups = [made(0), made(0.01), made(0.02)]
    expect(kept(backups)).toEqual([backups[0]])
  })

  it('never takes what a person made, and keeps the last three before migrations and before restores', () => {
    const manual = Array.from({ length: 30 }, (_, n) => made(n * 100, 'manual'))
    const migrations = Array.from({ length: 6 }, (_, n) => made(n * 1000, 'before_migration'))
    const restores = Array.from({ length: 6 }, (_, n) => made(n * 1000, 'before_restore'))
    expect(kept([...manual, ...migrations, ...restores])).toEqual([
      ...manual,
      ...migrations.slice(0, 3),
      ...restores.slice(0, 3),
    ])
  })
})
