import { carrierName } from '../../../shared/carriers/names.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import { ageInDays, OVERDUE_DAYS } from '../../../shared/packages/age.ts'
import type { Language } from '../../../shared/text/languages.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import type { ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { selectPackages, WAITING } from '../parcel/rows.ts'
import type { createShelfChecks } from './checks.ts'

const WORDS = {
  fr: {
    title: (code: string) => `Étagère ${code}`,
    expected: 'Ce qui devrait s’y trouver',
    none: 'Rien ne devrait se trouver sur cette étagère.',
    found: 'Autres colis trouvés ici',
    toWrite: ['Numéro de colis', 'Numéro de colis', 'Numéro de colis'],
    signed: 'Vérifiée par',
    signature: ['Nom', 'Date'],
    noUnit: 'sans unité',
    days: (count: number) => `${count} jours`,
    file: 'etagere',
  },
  en: {
    title: (code: string) => `Shelf ${code}`,
    expected: 'What should be on it',
    none: 'Nothing should be on this shelf.',
    found: 'Other parcels found here',
    toWrite: ['Parcel number', 'Parcel number', 'Parcel number'],
    signed: 'Checked by',
    signature: ['Name', 'Date'],
    noUnit: 'no unit',
    days: (count: number) => `${count} days`,
    file: 'shelf',
  },
} as const

/** The list of a shelf for whoever checks it on paper. It names units and numbers, and nobody: paper lies about. */
export function createShelfSheet(
  deps: ServiceDeps,
  checks: ReturnType<typeof createShelfChecks>,
  labels: Pick<LabelMaker, 'document'>,
) {
  const { store, ports, place } = deps
  const line = (parcel: PackageRow, said: Language): string => {
    const words = WORDS[said]
    const days = ageInDays(place.building.timezone, new Date(parcel.receivedAt), ports.now())
    return [
      parcel.shortNumber,
      parcel.unit?.number ?? words.noUnit,
      carrierName(parcel.carrier, said),
      ...(days >= OVERDUE_DAYS ? [words.days(days)] : []),
    ].join(' · ')
  }
  const content = ({ id, language }: Parsed<'shelves.sheet'>): DocumentContent => {
    const words = WORDS[language]
    const { code, name } = checks.check({ id }).shelf
    const rows = selectPackages(store, `p.shelf_id = ? AND ${WAITING}`, 'ORDER BY p.received_at, p.id', id)
    return {
      title: words.title(code),
      about: [[name, place.building.name, todayAt(deps)].filter(Boolean).join(' · ')],
      footer: words.title(code),
      sections: [
        {
          title: `${words.expected} (${rows.length})`,
          ...(rows.length === 0 ? { text: words.none } : {}),
          entries: [{ toTick: rows.map((row) => line(row, language)) }],
        },
        { title: words.found, entries: [{ toWrite: words.toWrite }, { toWrite: words.toWrite }] },
        { title: words.signed, entries: [{ toWrite: words.signature }] },
      ],
    }
  }
  return {
    content,
    async sheet(input: Parsed<'shelves.sheet'>): Promise<Response<'shelves.sheet'>> {
      const { code } = checks.check({ id: input.id }).shelf
      return {
        name: `${WORDS[input.language].file}-${code}-${todayAt(deps)}.pdf`,
        type: 'application/pdf',
        bytes: await labels.document(content(input)),
      }
    },
  }
}
