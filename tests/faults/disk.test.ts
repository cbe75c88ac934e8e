import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, it, onTestFinished } from 'vitest'
import { canMount, fillDisk, smallDisk } from '../integration/store/support.ts'
import { BUILDING, connectDesk } from './building.ts'
import { bundleDesk } from './bundle.ts'
import { expectOnce, expectSame } from './checks.ts'
import { untilQuiet } from './deskProcess.ts'
import { hubAndProxy } from './hubAndProxy.ts'
import type { Done } from './protocol.ts'

const EMAIL = 'nadege@example.com'
const DISK_BYTES = 24 << 20
const ACTS = 60
/** More rows than the room that a replica leaves itself takes. */
const PARCELS = 3000

const line = hubAndProxy(EMAIL)

// Bug: a page of changes that is half on the disk, an answer that is thrown away because it could not be kept, or a desk
// that stays still after somebody made room.
it.skipIf(!canMount)(
  'with a full disk a desk says so, loses nothing, and goes on by itself when there is room (needs the right to mount)',
  async () => {
    const { hub, proxy } = line
    const disk = smallDisk(DISK_BYTES, onTestFinished)
    const { desk } = await connectDesk(hub, proxy.url, EMAIL, 'A', await bundleDesk(), join(disk.dir))
    const done: Done[] = []
    proxy.set({ kind: 'refuse' })
    const register = async () => {
      const parcel = uuidv7()
      const { actId } = await desk.ask('packages.register', {
        id: parcel,
        carrier: 'ups',
        trackingNumber: parcel,
        rawBarcode: null,
        symbology: null,
        unitId: null,
        residentId: null,
      })
      done.push({ type: 'done', act: actId, parcel, step: 'registered' })
    }
    for (let n = 0; n < ACTS; n++) await register()
    await hub.admin.query(
      `insert into public.packages (id, building_id, short_number, label_code, pickup_code, carrier, status, received_at, received_by)
       select gen_random_uuid(), $1, 'Z-' || n, lpad(upper(to_hex(n)), 9, '0'), lpad(n::text, 6, '0'), 'ups', 'received', now(),
         (select id from public.staff where building_id = $1 limit 1)
       from generate_series(1, $2::int) n`,
      [BUILDING, PARCELS],
    )
    const makeRoom = fillDisk(disk.dir)
    proxy.set(null)
    desk.tell({ type: 'resume' })
    await desk.until(
      async () => (await desk.ask('sync.status', {}))?.problem === 'DISK_FULL',
      60_000,
      'the full disk is told as the reason',
    )
    await expect(
      (async () => {
        for (let n = 0; n < 5000; n++) await register()
      })(),
    ).rejects.toThrow('DISK_FULL')
    makeRoom()
    await untilQuiet(desk, 120_000)
    await register()
    await untilQuiet(desk)
    await desk.stop()
    await expectOnce(hub, done)
    await expectSame(hub, disk.dir)
    expect(done.length).toBeGreaterThan(ACTS)
  },
)
