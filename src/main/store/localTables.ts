/**
 * What becomes of a table's rows when another file takes the replica's place.
 * `acts`: the queue; each act is laid on top of the new rows.
 * `decisions`: what the server answered; copied into a replica that was filled anew, and added to a restored backup.
 * `work`: what people left on this desk; copied as well, and over a backup, which is older.
 * `desk`: what this desk is; copied into a replica that was filled anew, while a restored backup keeps its own.
 * `made`: of the file itself, made anew from its rows and acts.
 */
type Outlives = 'acts' | 'decisions' | 'work' | 'desk' | 'made'

interface LocalTable {
  /** The migration that made it: a backup from before it is good without it. */
  since: number
  /** What names a row. */
  key: readonly string[]
  outlives: Outlives
  /** Read and written by sync alone; the others belong to the service that they are named after. */
  sync: boolean
}

/** Every table of this desk alone. A new one stands here, or a test fails: else it is lost when the file is exchanged. */
export const LOCAL_TABLES = {
  _base: { since: 1, key: ['table_name', 'row_id'], outlives: 'made', sync: true },
  _outbox: { since: 1, key: ['seq'], outlives: 'acts', sync: true },
  _meta: { since: 1, key: ['key'], outlives: 'desk', sync: false },
  _print_jobs: { since: 1, key: ['id'], outlives: 'work', sync: false },
  _outbox_rows: { since: 2, key: ['table_name', 'row_id', 'seq'], outlives: 'made', sync: true },
  /** Refused acts. It keeps its first name: a restore finds it by that in damaged files of any age. */
  _attention: { since: 2, key: ['id'], outlives: 'decisions', sync: true },
  _sent: { since: 2, key: ['seq'], outlives: 'decisions', sync: true },
  _parked: { since: 2, key: ['table_name', 'row_id'], outlives: 'made', sync: true },
  _sync: { since: 2, key: ['key'], outlives: 'made', sync: true },
  _replaying: { since: 2, key: ['one'], outlives: 'made', sync: true },
  _conversation_heads: { since: 3, key: ['conversation_id'], outlives: 'made', sync: false },
  _message_texts: { since: 3, key: ['doc'], outlives: 'made', sync: false },
  _message_words: { since: 3, key: [], outlives: 'made', sync: false },
  _drafts: { since: 3, key: ['conversation_id', 'staff_id'], outlives: 'work', sync: false },
  _files: { since: 3, key: ['id'], outlives: 'work', sync: false },
  _outbox_names: { since: 7, key: ['name', 'seq'], outlives: 'made', sync: true },
  _audit: { since: 17, key: ['seq'], outlives: 'desk', sync: false },
  _audit_salts: { since: 17, key: ['subject'], outlives: 'desk', sync: false },
  _audit_anchors: { since: 17, key: ['day', 'segment'], outlives: 'desk', sync: false },
  _shelf_checks: { since: 24, key: ['shelf_id', 'what'], outlives: 'work', sync: false },
} as const satisfies Readonly<Record<string, LocalTable>>

export type LocalTableName = keyof typeof LOCAL_TABLES
type Outliving<O extends Outlives> = {
  [T in LocalTableName]: (typeof LOCAL_TABLES)[T]['outlives'] extends O ? T : never
}[LocalTableName]

/** The tables whose rows outlive the file in one of these ways. */
export const outliving = <O extends Outlives>(...ways: readonly O[]): Outliving<O>[] =>
  (Object.keys(LOCAL_TABLES) as LocalTableName[]).filter((table): table is Outliving<O> =>
    (ways as readonly Outlives[]).includes(LOCAL_TABLES[table].outlives),
  )

/** One name for a row of a local table. The number of a sent act is the file's own: its id names it. */
export const localKey = (table: LocalTableName, row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify((table === '_sent' ? ['id'] : LOCAL_TABLES[table].key).map((column) => row[column]))
