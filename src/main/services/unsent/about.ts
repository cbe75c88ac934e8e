import type { WaitingAct } from '../../../shared/contract/sync.ts'
import type { OutboxOp, Store } from '../../store/open.ts'
import { peopleOf } from './written.ts'
import { unitName } from '../sql.ts'

type About = Pick<WaitingAct, 'packages' | 'packageCount' | 'subject'>

const SHOWN = 5

/** What an act is about, from what it changes: the rows may be gone again when it was refused. */
export function aboutOf(store: Store, ops: readonly OutboxOp[]): About {
  const packages = new Map<string, { shortNumber: string | null; unitId: string | null }>()
  for (const { table, id, values } of ops) {
    const packageId = table === 'packages' ? id : values['package_id']
    if (typeof packageId !== 'string') continue
    const known = packages.get(packageId) ?? { shortNumber: null, unitId: null }
    if (table === 'packages') {
      known.shortNumber = textOf(values['short_number']) ?? known.shortNumber
      known.unitId = textOf(values['unit_id']) ?? known.unitId
    }
    packages.set(packageId, known)
  }
  return {
    packages: [...packages].slice(0, SHOWN).map(([id, written]) => packageOf(store, id, written)),
    packageCount: packages.size,
    subject: subjectOf(ops) ?? peopleOf(store, ops),
  }
}

function packageOf(store: Store, id: string, written: { shortNumber: string | null; unitId: string | null }) {
  const row = store
    .prepare<{ short_number: string; unit: string | null }>(
      `SELECT p.short_number, ${unitName('u')} AS unit FROM packages p LEFT JOIN units u ON u.id = p.unit_id WHERE p.id = ?`,
    )
    .get(id)
  const unit = written.unitId
    ? store
        .prepare<{ number: string }>(`SELECT ${unitName('u')} AS number FROM units u WHERE u.id = ?`)
        .get(written.unitId)?.number
    : undefined
  return { id, shortNumber: row?.short_number ?? written.shortNumber ?? '?', unit: unit ?? row?.unit ?? null }
}

/** The name of what else was written: a prefix, a person, a unit, a shortcut. */
function subjectOf(ops: readonly OutboxOp[]): string | null {
  for (const { table, values } of ops) {
    if (table === 'carrier_rules') return textOf(values['prefix'])
    if (table === 'residents') return [values['given_name'], values['family_name']].filter(Boolean).join(' ') || null
    if (table === 'units') return textOf(values['number'])
    if (table === 'staff') return textOf(values['display_name'])
    if (table === 'message_templates') return `/${textOf(values['shortcut']) ?? ''}`
    if (table === 'desks' || table === 'shelves' || table === 'buildings') return textOf(values['name'])
  }
  return null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
