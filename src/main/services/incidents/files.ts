import type { Response } from '../../../shared/contract/index.ts'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import { INCIDENT_FACTS, type IncidentFact } from '../../../shared/privacy/incidents.ts'
import type { Language } from '../../../shared/text/languages.ts'

type Incidents = Response<'incidents.list'>
type Entry = Incidents[number]['entries'][number]

const WORDS = {
  title: { fr: 'Registre des incidents de confidentialité', en: 'Register of confidentiality incidents' },
  none: { fr: 'Aucun incident n’est inscrit.', en: 'No incident is entered.' },
  incident: { fr: 'Incident', en: 'Incident' },
  entry: { fr: 'Inscription', en: 'Entry' },
  enteredAt: { fr: 'Inscrit le', en: 'Entered on' },
  by: { fr: 'Par', en: 'By' },
  information: { fr: 'Renseignements visés', en: 'Information concerned' },
  informationUnknown: { fr: 'Pourquoi ils sont inconnus', en: 'Why it is unknown' },
  circumstances: { fr: 'Circonstances', en: 'Circumstances' },
  happened: { fr: 'Survenu', en: 'Happened' },
  knownOn: { fr: 'Connu le', en: 'Known since' },
  persons: { fr: 'Personnes visées', en: 'Persons concerned' },
  about: { fr: 'environ', en: 'about' },
  riskFor: { fr: 'Pour un risque de préjudice sérieux', en: 'For a risk of serious injury' },
  riskAgainst: { fr: 'Contre un tel risque', en: 'Against such a risk' },
  isSerious: { fr: 'Risque sérieux', en: 'Serious risk' },
  yes: { fr: 'oui', en: 'yes' },
  no: { fr: 'non', en: 'no' },
  commissionOn: { fr: 'Avis à la Commission', en: 'Notice to the Commission' },
  personsOn: { fr: 'Avis aux personnes', en: 'Notice to the persons' },
  noticesWhy: { fr: 'Avis publics, ou pourquoi aucun avis', en: 'Public notices, or why no notice' },
  measures: { fr: 'Mesures prises', en: 'Measures taken' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

function valueOf(entry: Entry, fact: IncidentFact, said: Language): string {
  if (fact === 'isSerious') return WORDS[entry.isSerious ? 'yes' : 'no'][said]
  if (fact === 'persons' && entry.isEstimated) return `${WORDS.about[said]} ${entry.persons}`
  return entry[fact]
}

/** A moment as the clocks of the building show it. */
const localMinute = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(at))

/** The register as rows of a table, every entry of every incident, the oldest first. */
export function incidentCells(incidents: Incidents, said: Language, timezone: string): string[][] {
  const say = (word: keyof typeof WORDS) => WORDS[word][said]
  const rows = incidents
    .toReversed()
    .flatMap(({ reference, entries }) =>
      entries
        .toReversed()
        .map((entry, n) => [
          reference,
          String(n + 1),
          localMinute(entry.at, timezone),
          entry.by,
          ...INCIDENT_FACTS.map((fact) => valueOf(entry, fact, said)),
        ]),
    )
  return [[say('incident'), say('entry'), say('enteredAt'), say('by'), ...INCIDENT_FACTS.map(say)], ...rows]
}

/** The register as pages to read, every entry of every incident, the oldest first. */
export function incidentDocument(
  incidents: Incidents,
  said: Language,
  building: { name: string; address: string; timezone: string },
): DocumentContent {
  const say = (word: keyof typeof WORDS) => WORDS[word][said]
  return {
    title: say('title'),
    about: [[building.name, building.address].filter(Boolean).join(' · ').replaceAll('\n', ', ')],
    footer: say('title'),
    sections:
      incidents.length === 0
        ? [{ title: say('incident'), text: say('none') }]
        : incidents.toReversed().map(({ reference, entries }) => ({
            title: `${say('incident')} ${reference}`,
            entries: entries.toReversed().map((entry, n) => ({
              title: `${say('entry')} ${n + 1} · ${localMinute(entry.at, building.timezone)} · ${entry.by}`,
              facts: INCIDENT_FACTS.map((fact) => [WORDS[fact][said], valueOf(entry, fact, said)]),
            })),
          })),
  }
}
