import type { Author, MessageTemplate } from '../../../../src/shared/messaging/schema.ts'
import type { MemoryConversation, MemoryMessage } from '../../../../src/shared/messaging/memory/index.ts'
import type { MemoryOptions } from '../../../../src/shared/messaging/memory/options.ts'

/** A clock that the tests move: the same at each run. */
export const NOW = Date.parse('2026-11-22T19:30:00.000Z')
const MINUTE = 60_000

export const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const ME = { id: uuid(1), name: 'Nadia Beaumier' }
export const ALEX = { id: uuid(2), name: 'Alex Roy' }

const PEOPLE: readonly (readonly [string, string, 'fr' | 'en'])[] = [
  ['1204', 'Anh Nguyễn', 'fr'],
  ['305', 'Marie-Christine Desrochers-Larivière de la Bruère', 'fr'],
  ['2107', 'Bo Smith', 'en'],
  ['PH2', 'Jean-Sébastien L’Écuyer', 'fr'],
  ['811', 'Fatima Zahra El Amrani', 'fr'],
  ['402', 'Olu Adeyemi', 'en'],
]
const SUBJECTS = [
  'Colis endommagé',
  'Clé de la salle de sport',
  '',
  'Moving in on Saturday',
  'Livraison de meubles',
  '',
]
const LINES = [
  'Bonjour, est-ce que mon colis est arrivé ? Merci beaucoup !',
  'Yes, it came this morning. It waits on shelf E12.',
  'Merci. Je passe vers 18 h.',
  'The elevator is booked for you from 9:00 to 11:00. Details: https://loftsdesarts.example/regles?page=2 or 514-555-0134.',
  'Parfait, à tantôt',
  'Pourriez-vous le garder jusqu’à vendredi ? Je serai à l’extérieur de la ville pour le travail, et ma voisine du 1206 ne peut pas venir le chercher avant non plus.',
]

export const resident = (n: number): Author => {
  const [unit, name] = PEOPLE[n % PEOPLE.length]!
  return { kind: 'resident', id: uuid(100 + n), name, unit }
}
export const staff = (person: { id: string; name: string }): Author => ({ kind: 'staff', ...person })

export const message = (
  id: number,
  author: Author,
  body: string,
  at: number,
  more: Partial<MemoryMessage> = {},
): MemoryMessage => ({
  id: uuid(id),
  author,
  body,
  internalNote: false,
  sentAt: new Date(at).toISOString(),
  arrivedAt: new Date(at).toISOString(),
  editedAt: null,
  removedAt: null,
  attachments: [],
  announcement: false,
  failed: null,
  ...more,
})

/** `count` messages to and fro, the last a minute ago. */
export const messages = (from: number, n: number, count: number, step = 7 * MINUTE): MemoryMessage[] =>
  Array.from({ length: count }, (_, i) =>
    message(
      from + i,
      i % 3 === 0 ? resident(n) : i % 7 === 1 ? staff(ALEX) : staff(ME),
      LINES[(i * 5 + n) % LINES.length]!,
      NOW - MINUTE - (count - 1 - i) * step,
    ),
  )

export function conversation(n: number, more: Partial<MemoryConversation> = {}): MemoryConversation {
  const [unit, name, language] = PEOPLE[n % PEOPLE.length]!
  return {
    id: uuid(10_000 + n),
    subject: SUBJECTS[n % SUBJECTS.length]!,
    unit: { id: uuid(200 + (n % PEOPLE.length)), name: unit },
    residents: [{ id: uuid(100 + n), name, language, gone: false }],
    messages: messages(100_000 + n * 1000, n, 3 + (n % 9), (5 + n * 11) * MINUTE).map((each) => ({
      ...each,
      sentAt: new Date(Date.parse(each.sentAt) - n * n * 7 * MINUTE).toISOString(),
      arrivedAt: new Date(Date.parse(each.arrivedAt!) - n * n * 7 * MINUTE).toISOString(),
    })),
    markers: n % 4 === 1 ? {} : { [ME.id]: { name: ME.name, deliveredAt: null, readAt: '2026-11-22T19:29:59.000Z' } },
    ...more,
  }
}

const parcel = { id: uuid(900), shortNumber: 'A47', carrier: 'amazon', status: 'notified' }

export const EVERYTHING = uuid(20_000)
/** One conversation in which everything happens that can. */
export const everything = (): MemoryConversation => {
  const at = (minutes: number) => NOW - minutes * MINUTE
  const her = resident(0)
  return {
    id: EVERYTHING,
    subject: 'Colis endommagé',
    unit: { id: uuid(200), name: '1204' },
    residents: [{ id: uuid(100), name: 'Anh Nguyễn', language: 'fr', gone: false }],
    parcel,
    assignee: ME,
    lines: [
      {
        kind: 'parcel',
        id: uuid(901),
        event: 'received',
        at: new Date(at(3000)).toISOString(),
        parcel,
        to: null,
        by: 'Nadia Beaumier',
      },
      {
        kind: 'parcel',
        id: uuid(902),
        event: 'handed_over',
        at: new Date(at(80)).toISOString(),
        parcel,
        to: 'Bo Tran',
        by: 'Alex Roy',
      },
    ],
    messages: [
      message(1001, her, 'Bonjour, est-ce que mon colis est arrivé ?', at(2990)),
      message(1002, her, 'C’est un gros carton, il contient de la vaisselle.', at(2989)),
      message(1003, staff(ME), 'Oui, il est ici. Un coin est enfoncé, j’ai pris une photo.', at(2980)),
      message(1004, staff(ALEX), 'Le livreur a noté le dommage : garder le bordereau.', at(2975), {
        internalNote: true,
      }),
      message(1005, staff(ME), 'À demain !', at(2970), { editedAt: new Date(at(2969)).toISOString() }),
      message(1006, her, 'texte', at(1500), { removedAt: new Date(at(1490)).toISOString() }),
      message(1007, her, `Voici le suivi : https://www.example.com/suivi?no=1Z999AA10123456784&langue=fr-CA`, at(120)),
      message(1008, staff(ME), 'Merci, c’est noté.', at(100)),
      message(1009, her, 'Merci à vous, et bonne soirée !', at(20)),
      message(1010, her, 'Une dernière question : la salle de sport ferme à quelle heure le dimanche ?', at(19)),
    ],
    markers: {
      [ME.id]: { name: ME.name, deliveredAt: null, readAt: new Date(at(99)).toISOString() },
      [uuid(100)]: {
        name: 'Anh Nguyễn',
        deliveredAt: new Date(at(99)).toISOString(),
        readAt: new Date(at(2900)).toISOString(),
      },
    },
  }
}

export const TEMPLATES: MessageTemplate[] = [
  {
    id: uuid(500),
    shortcut: 'colis',
    title: { fr: 'Un colis vous attend', en: 'A parcel is waiting' },
    body: {
      fr: 'Bonjour {given_name}, votre colis {parcel_number} vous attend à la réception.',
      en: 'Hello {given_name}, your parcel {parcel_number} is waiting at the desk.',
    },
  },
  {
    id: uuid(501),
    shortcut: 'heures',
    title: { fr: 'Heures de la réception', en: 'Desk hours' },
    body: { fr: 'La réception est ouverte de 8 h à 22 h.', en: 'The desk is open from 8:00 to 22:00.' },
  },
]

export type Scene = 'crowded' | 'empty' | 'long'

export function scene(name: Scene): MemoryOptions {
  let ids = 1_000_000
  let time = NOW
  return {
    place: {
      side: 'desk',
      me: ME,
      may: { write: true, note: true, manage: true, announce: true, editTemplates: true },
      staff: [ME, ALEX],
      floors: [1, 2, 3, 12],
    },
    conversations:
      name === 'empty'
        ? []
        : name === 'long'
          ? [conversation(0, { messages: messages(200_000, 0, 10_000, 11 * MINUTE) })]
          : [everything(), ...Array.from({ length: 40 }, (_, n) => conversation(n + 1))],
    templates: TEMPLATES,
    values: { given_name: 'Anh', staff_name: 'Nadia', building: 'Lofts des Arts' },
    now: () => new Date((time += 1)),
    newId: () => uuid(ids++),
  }
}
