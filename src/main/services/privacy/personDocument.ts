import { CARRIERS } from '../../../shared/carriers/names.ts'
import type { DocumentContent, DocumentEntry, DocumentSection } from '../../../shared/documents/content.ts'
import { STATUS_WORDS } from '../../../shared/packages/statusWords.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { KIND_WORDS, LANGUAGE_WORDS } from '../import/headings.ts'
import type { PersonData } from './personData.ts'
import {
  ABSENCE_WORDS,
  BELONGING_WORDS,
  CHANNEL_WORDS,
  COLLECTING_WORDS,
  PERSON_WORDS as W,
  PROOF_WORDS,
  SENDER_WORDS,
} from './words.ts'

/** The same data as pages that somebody reads, in their language; times are the building's. */
export function personDocument(data: PersonData, said: Language, timezone: string): DocumentContent {
  const say = (word: keyof typeof W): string => W[word][said]
  const format = new Intl.DateTimeFormat(said === 'fr' ? 'fr-CA' : 'en-CA', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: timezone,
  })
  // In French the first day of a month is no 1: "1er mars".
  const moment = (at: string): string => {
    const text = format.format(new Date(at))
    return said === 'fr' ? text.replace(/^1(?= )/, '1er') : text
  }
  const carriers = new Map<string, string>(CARRIERS.map(({ id, name }) => [id, name[said]]))
  const fact = (word: keyof typeof W, value: string | null): [string, string] => [say(word), value ?? '']
  const span = (one: { from: string | null; to: string | null }) => [fact('from', one.from), fact('to', one.to)]
  const section = (word: keyof typeof W, entries: DocumentEntry[]): DocumentSection => ({
    title: say(word),
    ...(entries.length === 0 ? { text: say('nothing') } : { entries }),
  })
  const proved = (one: PersonData['collected_for_others'][number]): string =>
    `${one.collected_by} · ${moment(one.at)} · ${PROOF_WORDS[one.proof][said]}`
  const [first] = data.entries
  const officer = data.in_charge_of_privacy
  const nameOf = (one: PersonData['entries'][number]) => [one.given_name, one.family_name].join(' ').trim()

  return {
    title: say('title'),
    about: [
      first ? nameOf(first) : '',
      say('about'),
      [data.building.name, data.building.address].filter(Boolean).join(' · '),
      `${say('madeAt')} ${moment(data.made_at)}`,
      ...(officer
        ? [
            `${say('officer')} ${[officer.name, officer.title, officer.contact].filter(Boolean).join(' · ')}`.replaceAll(
              '\n',
              ', ',
            ),
          ]
        : []),
    ],
    footer: say('footer'),
    sections: [
      section(
        'entries',
        data.entries.map((one) => ({
          title: nameOf(one),
          facts: [
            fact('alsoCalled', one.also_called.join(', ')),
            fact('language', LANGUAGE_WORDS[one.language][said]),
            fact('email', one.email),
            fact('phones', one.phones.map(({ typed }) => typed).join(', ')),
            fact('channels', one.channels.map((channel) => CHANNEL_WORDS[channel]?.[said] ?? channel).join(', ')),
            fact('emergency', one.emergency_contact),
            fact('notes', one.notes_of_the_desk),
            fact(
              'collecting',
              one.preferred_way_of_collecting && COLLECTING_WORDS[one.preferred_way_of_collecting][said],
            ),
            fact('access', one.accessibility_need),
            fact('confirmed', one.confirmed_on),
            fact('sourceId', one.number_in_another_system),
            fact('entered', moment(one.entered_at)),
          ],
        })),
      ),
      section(
        'homes',
        data.homes.map((one) => ({
          title: `${say('unit')} ${one.unit}`,
          facts: [fact('kind', KIND_WORDS[one.kind][said]), ...span(one), fact('share', one.share)],
        })),
      ),
      section(
        'collectors',
        data.may_collect_for_them.map((one) => ({ title: one.name, facts: [...span(one), fact('note', one.note)] })),
      ),
      section(
        'absences',
        data.absences.map((one) => ({
          title: ABSENCE_WORDS[one.kind][said],
          facts: [...span(one), fact('note', one.note)],
        })),
      ),
      section(
        'belongings',
        data.belongings.map((one) => ({
          title: `${BELONGING_WORDS[one.kind][said]} ${one.name}`,
          facts: [fact('place', one.place), ...span(one), fact('note', one.note)],
        })),
      ),
      section(
        'parcels',
        data.parcels.map((one) => ({
          title: one.number,
          facts: [
            fact('received', moment(one.received_at)),
            fact('status', STATUS_WORDS[one.status][said]),
            fact('unit', one.unit),
            fact('carrier', carriers.get(one.carrier) ?? one.carrier),
            fact('tracking', one.tracking_number),
            fact('barcode', one.barcode === one.tracking_number ? null : one.barcode),
            fact('onLabel', one.name_on_label),
            fact('note', one.note),
            ...one.hand_overs.map((hand) => fact('collected', proved(hand))),
          ],
          ink: one.hand_overs.at(-1)?.signature_svg_path ?? '',
        })),
      ),
      section(
        'forOthers',
        data.collected_for_others.map((one) => ({
          title: one.number,
          facts: [fact('collected', proved(one))],
          ink: one.signature_svg_path ?? '',
        })),
      ),
      section(
        'conversations',
        data.conversations.map(({ subject, messages }) => ({
          title: subject,
          facts: messages.map((one): [string, string] => [
            `${moment(one.at)} · ${SENDER_WORDS[one.from][said]}${one.internal_note ? ` · ${say('internalNote')}` : ''}`,
            [one.text, one.files.length > 0 ? `${say('files')} · ${one.files.join(', ')}` : '']
              .filter(Boolean)
              .join('\n'),
          ]),
        })),
      ),
      { title: say('changes'), text: data.changes.length === 0 ? say('nothing') : say('changesText') },
    ],
  }
}
