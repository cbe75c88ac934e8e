/** A row as Postgres answers it. */
export type Row = Record<string, unknown>
export type Query = (sql: string, params?: unknown[]) => Promise<{ rows: Row[]; count: number }>

/** A uuid that says in its last digits which thing of the test it is. */
export const uid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const ROLES = ['anon', 'resident', 'desk', 'manager', 'admin', 'board', 'other', 'revoked'] as const
/** 'other': an admin of another building. */
export type Role = (typeof ROLES)[number]
/**
 * 'neighbour', 'former' and 'unlinked' have accounts that stand for nobody until a test links them: a second resident, one who has
 * moved out, and one whose account was taken back.
 */
export type Who = Role | 'desk2' | 'neighbour' | 'former' | 'unlinked'

export const USERS: Record<Exclude<Who, 'anon'>, string> = {
  resident: uid(901),
  desk: uid(902),
  manager: uid(903),
  admin: uid(904),
  board: uid(905),
  other: uid(906),
  revoked: uid(907),
  desk2: uid(908),
  neighbour: uid(909),
  former: uid(910),
  unlinked: uid(911),
}

export const A = uid(1)
export const B = uid(2)
export const STAFF = {
  desk: uid(11),
  manager: uid(12),
  admin: uid(13),
  board: uid(14),
  revoked: uid(15),
  desk2: uid(16),
  other: uid(17),
}
export const DESK = uid(21)
export const DESK2 = uid(22)
export const DESK_B = uid(23)
export const UNIT = uid(31)
export const UNIT2 = uid(32)
/** `mine` has an account (the role 'resident'), `neighbour` has none. */
export const RESIDENT = { mine: uid(41), neighbour: uid(42), elsewhere: uid(43), erased: uid(48) }
export const SHELF = uid(51)
/** Waiting parcels: of the resident, of the neighbour, of the resident's household without a name; and one handed over. */
export const PARCEL = { mine: uid(61), neighbours: uid(62), household: uid(63), gone: uid(64) }
export const AT = '2026-11-20T15:00:00.123Z'

/** Of the resident with the desk, and of the neighbour. */
export const CONVERSATION = { mine: uid(101), neighbours: uid(102) }
/** In the resident's conversation: the desk's message, the resident's answer and a note; one of the neighbour's. */
export const MESSAGE = { desk: uid(111), mine: uid(112), note: uid(113), neighbours: uid(114) }
export const PARTICIPANT = { mine: uid(121), neighbour: uid(122), desk: uid(123) }

/** Acts done when the world was made. */
export const ACT = { mine: uid(71), neighbours: uid(72), household: uid(73), gone: uid(74), goneHanded: uid(75) }
