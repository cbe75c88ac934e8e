import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hub } from '../../dev/hub/hub.ts'
import { addAccount, PASSWORD } from '../support/project.ts'
import { loadDesk, untilQuiet, type DeskProcess } from './deskProcess.ts'

export const BUILDING = '01980000-0000-7000-8000-0000000000b1'

/** A small building with one admin, who has an account. */
export async function foundBuilding(hub: Hub, email: string): Promise<void> {
  await addAccount(hub, email)
  await hub.admin.query(
    `select public.create_building('Lofts', '', 'America/Toronto', '["fr","en"]', 'Office', 'Z', 'Nadège', $2, $1)`,
    [BUILDING, email],
  )
  await hub.admin.query(
    `insert into public.units (id, building_id, number, floor)
     select ('01980000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, n::text, 1 from generate_series(101, 140) n`,
    [BUILDING],
  )
}

/** Connects a new desk to the building through an address, and answers its folder. */
export async function connectDesk(
  hub: Hub,
  url: string,
  email: string,
  letter: string,
  program?: string,
  folder = mkdtempSync(join(tmpdir(), 'lofts-faults-')),
): Promise<{ desk: DeskProcess; dataDir: string; remove(): void }> {
  const dataDir = folder
  const desk = loadDesk(program)
  await desk.open(dataDir)
  await desk.ask('account.look', { url, key: hub.publishableKey, email, password: PASSWORD })
  await desk.ask('account.connect', { choice: 'replace', buildingId: BUILDING, desk: { name: letter, letter } })
  await desk.until(
    async () => (await desk.ask('account.status', {})).state === 'connected',
    60_000,
    'connected to the building',
  )
  await untilQuiet(desk)
  return { desk, dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}
