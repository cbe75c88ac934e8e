import { CARRIERS } from '../../../shared/carriers/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type {
  CommandSheet,
  LabelContent,
  LabelLanguages,
  LabelSubject,
  SlipContent,
} from '../../../shared/labels/content.ts'
import { slipText } from '../../../shared/notices/short.ts'
import type { NoticeFacts } from '../../../shared/notices/facts.ts'
import { exampleFacts } from '../../../shared/notices/example.ts'
import { makeOwnCode } from '../../../shared/scan/ownCode.ts'
import type { Language } from '../../../shared/text/languages.ts'
import type { ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { buildingTexts } from '../notices/ownTexts.ts'
import { packageRow } from '../parcel/rows.ts'
import { commandSeal } from '../scan/commandSeal.ts'

/** What a label is asked for, by id. */
export type LabelWish =
  | { readonly kind: 'test' }
  | { readonly kind: 'parcel'; readonly packageId: string }
  | { readonly kind: 'shelf'; readonly shelfId: string }
  | { readonly kind: 'slip'; readonly packageId: string }
  /** A slip of an invented parcel, with a text that is being written. */
  | { readonly kind: 'slipText'; readonly language: Language; readonly text: string }

/** The building's languages, the first one set larger. */
function labelLanguages(place: ServiceDeps['place']): LabelLanguages {
  const [first = 'fr', second] = place.building.languages
  if (second === undefined) return first === 'fr' ? ['fr'] : ['en']
  return first === 'fr' ? ['fr', 'en'] : ['en', 'fr']
}

/** The sheet of this building's command codes. */
export const commandSheetOf = (place: ServiceDeps['place']): CommandSheet => ({
  building: place.building.name,
  seal: commandSeal(place.building.id),
  languages: labelLanguages(place),
})

/** What the labels of this building say, read when they are drawn. */
export function createLabelContents({ store, ports, place }: ServiceDeps, directory: Pick<Directory, 'care'>) {
  const parcel = (row: PackageRow): LabelContent => ({
    building: place.building.name,
    unit: row.unit?.number ?? '',
    name: row.resident?.name ?? row.writtenName ?? '',
    shortNumber: row.shortNumber,
    receivedAt: row.receivedAt,
    timezone: place.building.timezone,
    carrierShort: CARRIERS.find((carrier) => carrier.id === row.carrier)?.short ?? row.carrier.slice(0, 10),
    trackingLast4: row.trackingNumber?.slice(-4) ?? '',
    flags: [
      ...(row.flags.perishable ? (['perishable'] as const) : []),
      ...(row.flags.oversize ? (['oversize'] as const) : []),
      ...(row.flags.signatureRequired ? (['signature_required'] as const) : []),
    ],
    care: directory.care({ unitId: row.unit?.id ?? null, residentId: row.resident?.id ?? null }),
    shelf: row.shelf?.code ?? null,
    code: row.code,
    languages: labelLanguages(place),
  })

  /** A parcel that nobody has: everything on it can be judged, and its code belongs to nothing. */
  const test = (): LabelContent => ({
    building: place.building.name,
    unit: '1204',
    name: 'Geneviève Bouchard-Tremblay',
    shortNumber: 'TEST',
    receivedAt: ports.now().toISOString(),
    timezone: place.building.timezone,
    carrierShort: 'Purolator',
    trackingLast4: '4821',
    flags: ['perishable'],
    care: null,
    shelf: 'B3',
    code: makeOwnCode('package', 'TESTTEST0'),
    languages: labelLanguages(place),
  })

  const shelf = (id: string): { code: string; name: string } => {
    const row = store.prepare('SELECT code, name FROM shelves WHERE id = ? AND deleted_at IS NULL').get(id)
    if (row === undefined) throw new DeskError('NOT_FOUND')
    return row as { code: string; name: string }
  }

  const slip = (
    unit: string,
    facts: (language: Language) => NoticeFacts,
    textOf = (language: Language): string => buildingTexts(store, language, 'arrived').slip,
  ): SlipContent => ({
    unit,
    texts: labelLanguages(place).map((language) => slipText(facts(language), textOf(language))),
  })
  const slipOf = (row: PackageRow): SlipContent =>
    slip(row.unit?.number ?? '', (language) => ({
      language,
      kind: 'arrived',
      building: place.building.name,
      name: '',
      parcels: [{ shortNumber: row.shortNumber, carrier: row.carrier, perishable: row.flags.perishable }],
      pickupCode: '',
    }))
  const slipWith = (language: Language, text: string): SlipContent => {
    const example = (spoken: Language) => exampleFacts(spoken, 'arrived', place.building.name)
    // A building of one language prints no slip in the other one: it is seen alone.
    if (!labelLanguages(place).some((one) => one === language))
      return { unit: '1204', texts: [slipText(example(language), text)] }
    return slip('1204', example, (spoken) =>
      spoken === language ? text : buildingTexts(store, spoken, 'arrived').slip,
    )
  }

  return {
    shelf,
    subject(wish: LabelWish): LabelSubject {
      if (wish.kind === 'test') return { kind: 'parcel', content: test() }
      if (wish.kind === 'parcel') return { kind: 'parcel', content: parcel(packageRow(store, wish.packageId)) }
      if (wish.kind === 'slip') return { kind: 'slip', content: slipOf(packageRow(store, wish.packageId)) }
      if (wish.kind === 'slipText') return { kind: 'slip', content: slipWith(wish.language, wish.text) }
      const { code, name } = shelf(wish.shelfId)
      const languages = labelLanguages(place)
      return { kind: 'shelf', content: { shelf: code, name, code: makeOwnCode('shelf', code), languages } }
    },
  }
}

export type LabelContents = ReturnType<typeof createLabelContents>
