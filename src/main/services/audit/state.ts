import { ENOUGH_DIGITS, inGroups } from '../../../shared/audit/fingerprint.ts'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import type { Language } from '../../../shared/text/languages.ts'
import type { ServiceDeps } from '../deps.ts'

const WORDS = {
  fr: {
    title: 'État du journal d’audit',
    log: 'Le journal',
    desk: 'Poste',
    made: 'Établi le',
    entries: 'Nombre d’inscriptions',
    print: 'Empreinte de la dernière inscription',
    text: 'En chiffres',
    code: 'En code',
    holds: 'Le numéro de cette inscription et toute son empreinte',
    proof: 'Ce que cette page prouve',
    says: 'Chaque inscription porte l’empreinte de toutes celles d’avant. Personne ne peut modifier, retirer ou ajouter une inscription jusqu’à celle-ci sans que cette empreinte change. Gardez cette page signée loin de l’ordinateur du poste.',
    check: 'Pour vérifier',
    command: 'npm run audit -- verify FICHIER --head CONTENU_DU_CODE',
    file: 'FICHIER : la chaîne enregistrée à la page « Journal d’audit », ou une sauvegarde du poste.',
    signed: 'Signature',
    toWrite: ['Nom', 'Signature', 'Date'],
  },
  en: {
    title: 'State of the audit log',
    log: 'The log',
    desk: 'Desk',
    made: 'Made on',
    entries: 'Number of entries',
    print: 'Fingerprint of the last entry',
    text: 'In digits',
    code: 'As a code',
    holds: 'The number of this entry and its whole fingerprint',
    proof: 'What this page proves',
    says: 'Each entry carries the fingerprint of all before it. Nobody can change, take out or add an entry up to this one without this fingerprint coming out differently. Keep this signed page away from the computer of the desk.',
    check: 'To check',
    command: 'npm run audit -- verify FILE --head CONTENT_OF_THE_CODE',
    file: 'FILE: the chain that is saved on the page “Audit log”, or a backup of the desk.',
    signed: 'Signature',
    toWrite: ['Name', 'Signature', 'Date'],
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** The last entry of a desk's log as a page to be signed: whoever has it finds a cut end, or a log that was made anew. */
export function stateDocument(
  { seq, at, hash }: { seq: number; at: string; hash: string },
  said: Language,
  { building, desk }: Pick<ServiceDeps['place'], 'building' | 'desk'>,
): DocumentContent {
  const words = WORDS[said]
  const made = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: building.timezone,
  }).format(new Date(at))
  const digits = [hash.slice(0, ENOUGH_DIGITS), hash.slice(ENOUGH_DIGITS)].map(inGroups)
  return {
    title: words.title,
    about: [[building.name, building.address].filter(Boolean).join(' · ').replaceAll('\n', ', ')],
    footer: words.title,
    sections: [
      {
        title: words.log,
        entries: [
          {
            facts: [
              [words.desk, `${desk.letter} · ${desk.name}`],
              [words.made, `${made} (${building.timezone})`],
              [words.entries, String(seq)],
            ],
          },
        ],
      },
      {
        title: words.print,
        entries: [
          {
            facts: [
              [words.text, digits.join('\n')],
              [words.code, words.holds],
            ],
            qr: `${seq}:${hash}`,
          },
        ],
      },
      {
        title: words.proof,
        text: words.says,
        entries: [{ title: words.check, text: `${words.command}\n${words.file}` }],
      },
      { title: words.signed, entries: [{ toWrite: words.toWrite }] },
    ],
  }
}
