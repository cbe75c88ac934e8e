import { describe, expect, it, onTestFinished } from 'vitest'
import { openReady, seedSmall, testDir, testOptions, testPorts } from '../store/testing.ts'
import { dateIn } from '../../shared/time/zone.ts'
import { followPlace, readPlace } from './place.ts'

async function opened(lastZone: string | null = null) {
  const ports = testPorts()
  const store = await openReady(testOptions(testDir(onTestFinished), ports), onTestFinished)
  seedSmall(store)
  const change = (values: { timezone?: string; languages?: string; name?: string }) =>
    store.transact('test', { staffId: 's1' }, (tx) => tx.patch('buildings', 'b1', values))
  return { store, ports, change, follow: () => followPlace(store, ports.log, lastZone) }
}

describe('the place of a desk', () => {
  // Bug: a time zone that there is not ended every act and every search from the next start on.
  it('keeps the last good time zone when the row names none that there is, and says so', async () => {
    const { ports, change, follow } = await opened()
    change({ timezone: 'Europe/Paris' })
    const place = follow()
    change({ timezone: 'Mars/Base' })
    expect(place.building.timezone).toBe('Europe/Paris')
    expect(ports.lines.filter(({ event }) => event === 'place.zone_unknown')).toHaveLength(1)
  })

  it('begins with the zone that this computer remembers, or else with one that there is', async () => {
    const kept = await opened('America/Vancouver')
    kept.change({ timezone: 'Mars/Base' })
    expect(kept.follow().building.timezone).toBe('America/Vancouver')
    expect(dateIn(readPlace(kept.store).building.timezone, new Date('2026-11-22T03:30:00Z'))).toBe('2026-11-21')
  })

  // Bug: mended on the server, a desk that ran stayed broken.
  it('is read again when the row of the building changes', async () => {
    const { change, follow } = await opened()
    const place = follow()
    change({ timezone: 'Europe/Paris', name: 'Les Lofts', languages: '["en"]' })
    expect(place.building).toMatchObject({ timezone: 'Europe/Paris', name: 'Les Lofts', languages: ['en'] })
  })

  it('holds no languages where the row holds something else', async () => {
    const { change, store } = await opened()
    for (const languages of ['[5]', '["de"]', '{}', 'null']) {
      change({ languages })
      expect([languages, readPlace(store).building.languages]).toEqual([languages, []])
    }
  })
})
