import {
  type Row,
  uid,
  USERS,
  A,
  B,
  STAFF,
  DESK,
  DESK2,
  DESK_B,
  UNIT,
  UNIT2,
  RESIDENT,
  SHELF,
  PARCEL,
  AT,
  CONVERSATION,
  MESSAGE,
  PARTICIPANT,
  ACT,
} from './ids.ts'
import { common, parcelRow, eventRow, messageRow, fileRow, noticeRow } from './seedRows.ts'

export const SEED: [table: string, rows: Row[]][] = [
  [
    'buildings',
    [
      { ...common(A), name: 'Lofts A' },
      { ...common(B, B), name: 'Lofts B' },
    ],
  ],
  [
    'staff',
    [
      { ...common(STAFF.desk), display_name: 'Nadège', role: 'desk', user_id: USERS.desk },
      { ...common(STAFF.manager), display_name: 'Hélène', role: 'manager', user_id: USERS.manager },
      { ...common(STAFF.admin), display_name: 'Samir', role: 'admin', user_id: USERS.admin },
      { ...common(STAFF.board), display_name: 'Conseil', role: 'board', user_id: USERS.board },
      { ...common(STAFF.revoked), display_name: 'Paul', role: 'admin', user_id: USERS.revoked, active: false },
      { ...common(STAFF.desk2), display_name: 'Colin', role: 'desk', user_id: USERS.desk2 },
      { ...common(STAFF.other, B), display_name: 'Oscar', role: 'admin', user_id: USERS.other },
    ],
  ],
  [
    'desks',
    [
      { ...common(DESK), name: 'Réception', letter: 'A' },
      { ...common(DESK2), name: 'Quai', letter: 'B' },
      { ...common(DESK_B, B), name: 'Réception', letter: 'A' },
    ],
  ],
  [
    'units',
    [
      { ...common(UNIT), number: '101', floor: 1 },
      { ...common(UNIT2), number: '102', floor: 1 },
    ],
  ],
  [
    'residents',
    [
      { ...common(RESIDENT.mine), given_name: 'Ana', family_name: 'Roy', email: 'ana@example.com' },
      { ...common(RESIDENT.neighbour), given_name: 'Luc', family_name: 'Gagnon', phones: '[{"typed":"514"}]' },
      { ...common(RESIDENT.elsewhere, B), family_name: 'Autre' },
      { ...common(RESIDENT.erased), family_name: 'Parti' },
    ],
  ],
  [
    'occupancies',
    [
      { ...common(uid(81)), resident_id: RESIDENT.mine, unit_id: UNIT, kind: 'owner' },
      { ...common(uid(82)), resident_id: RESIDENT.neighbour, unit_id: UNIT2, kind: 'tenant' },
    ],
  ],
  [
    'authorisations',
    [
      { ...common(uid(83)), resident_id: RESIDENT.mine, name: 'Frère' },
      { ...common(uid(84)), resident_id: RESIDENT.neighbour, name: 'Soeur' },
    ],
  ],
  [
    'absences',
    [
      { ...common(uid(85)), resident_id: RESIDENT.mine, kind: 'hold', from_date: '2026-12-01', to_date: '2026-12-09' },
      {
        ...common(uid(86)),
        resident_id: RESIDENT.neighbour,
        kind: 'hold',
        from_date: '2026-12-01',
        to_date: '2026-12-09',
      },
    ],
  ],
  ['belongings', [{ ...common(uid(187)), resident_id: RESIDENT.mine, kind: 'fob', name: '1041' }]],
  ['shelves', [{ ...common(SHELF), code: 'E1', name: 'Étagère 1' }]],
  [
    'packages',
    [
      parcelRow(PARCEL.mine, { resident_id: RESIDENT.mine }),
      parcelRow(PARCEL.neighbours, { resident_id: RESIDENT.neighbour, unit_id: UNIT2 }),
      parcelRow(PARCEL.household),
      parcelRow(PARCEL.gone, { resident_id: RESIDENT.neighbour, unit_id: UNIT2, status: 'picked_up' }),
    ],
  ],
  [
    'package_events',
    [
      eventRow(uid(91), PARCEL.mine, ACT.mine, 'received', { to_status: 'received' }),
      eventRow(uid(92), PARCEL.neighbours, ACT.neighbours, 'received', { to_status: 'received' }),
      eventRow(uid(93), PARCEL.household, ACT.household, 'received', { to_status: 'received' }),
      eventRow(uid(94), PARCEL.gone, ACT.gone, 'received', { to_status: 'received' }),
      eventRow(uid(95), PARCEL.gone, ACT.goneHanded, 'handed_over', {
        from_status: 'received',
        to_status: 'picked_up',
      }),
    ],
  ],
  [
    'handovers',
    [
      {
        ...common(uid(96)),
        package_id: PARCEL.gone,
        act_id: ACT.goneHanded,
        resident_id: RESIDENT.neighbour,
        collected_by: 'Luc Gagnon',
        proof: 'known',
        handed_by: STAFF.desk,
        at: AT,
      },
    ],
  ],
  [
    'notices',
    [
      noticeRow(uid(97), PARCEL.mine, RESIDENT.mine, 'email'),
      noticeRow(uid(98), PARCEL.neighbours, RESIDENT.neighbour, 'sms'),
    ],
  ],
  [
    'notice_deliveries',
    [
      {
        ...common(uid(157)),
        notice_id: uid(97),
        person_id: RESIDENT.mine,
        channel: 'email',
        state: 'leaving',
        leaves_at: AT,
      },
    ],
  ],
  [
    'conversations',
    [
      { ...common(CONVERSATION.mine), subject: 'Colis', unit_id: UNIT, package_id: PARCEL.mine },
      { ...common(CONVERSATION.neighbours), subject: 'Bruit', unit_id: UNIT2 },
    ],
  ],
  [
    'conversation_participants',
    [
      { ...common(PARTICIPANT.mine), conversation_id: CONVERSATION.mine, resident_id: RESIDENT.mine },
      { ...common(PARTICIPANT.desk), conversation_id: CONVERSATION.mine, staff_id: STAFF.desk },
      { ...common(PARTICIPANT.neighbour), conversation_id: CONVERSATION.neighbours, resident_id: RESIDENT.neighbour },
    ],
  ],
  [
    'announcements',
    [
      {
        ...common(uid(131)),
        subject_fr: 'Eau',
        subject_en: 'Water',
        body_fr: 'Coupure',
        body_en: 'Off',
        audience: 'everyone',
        author_id: STAFF.manager,
      },
    ],
  ],
  [
    'messages',
    [
      messageRow(MESSAGE.desk, { author_staff_id: STAFF.desk }),
      messageRow(MESSAGE.mine, { author_resident_id: RESIDENT.mine }),
      messageRow(MESSAGE.note, { author_staff_id: STAFF.desk2, internal_note: true, body: 'A déjà appelé.' }),
      messageRow(MESSAGE.neighbours, {
        author_resident_id: RESIDENT.neighbour,
        conversation_id: CONVERSATION.neighbours,
      }),
    ],
  ],
  [
    'attachments',
    [fileRow(uid(141), MESSAGE.mine), fileRow(uid(142), MESSAGE.note), fileRow(uid(143), MESSAGE.neighbours)],
  ],
  [
    'message_templates',
    [
      {
        ...common(uid(151)),
        shortcut: 'colis',
        title_fr: 'Colis',
        title_en: 'Parcel',
        body_fr: 'Bonjour {given_name}',
        body_en: 'Hello {given_name}',
      },
    ],
  ],
  ['carrier_rules', [{ ...common(uid(99)), carrier: 'intelcom', prefix: 'INT' }]],
  [
    'resident_accounts',
    [
      {
        id: uid(100),
        building_id: A,
        resident_id: RESIDENT.mine,
        user_id: USERS.resident,
      },
    ],
  ],
  [
    'directory_events',
    [
      {
        ...common(uid(139)),
        act_id: uid(138),
        type: 'added',
        table_name: 'absences',
        row_id: uid(85),
        actor_id: STAFF.desk,
        desk_id: DESK,
        at: AT,
      },
    ],
  ],
  [
    'erasures',
    [
      {
        ...common(uid(149)),
        act_id: uid(148),
        resident_id: RESIDENT.erased,
        shown_as: 'Personne effacée',
        actor_id: STAFF.manager,
        desk_id: DESK,
        at: AT,
      },
    ],
  ],
  [
    'incidents',
    [
      {
        ...common(uid(164)),
        act_id: uid(165),
        incident_id: uid(165),
        information: 'Nom et numéro',
        circumstances: 'Un avis est parti à la mauvaise adresse.',
        happened: '2020-11-20',
        // Long enough ago to be removed.
        known_on: '2020-11-20',
        persons: 1,
        risk_against: 'Le colis est resté.',
        measures: 'Adresse corrigée.',
        actor_id: STAFF.manager,
        desk_id: DESK,
        at: AT,
      },
    ],
  ],
]

/** An INSERT of one row with its parameters. */
export function insertSql(table: string, row: Row): [sql: string, params: unknown[]] {
  const columns = Object.keys(row)
  return [
    `insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  ]
}
