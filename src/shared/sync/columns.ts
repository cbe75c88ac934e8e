/** How a column travels: the replica keeps booleans as 0/1 and JSON as text, the wire carries JSON. */
export type ColumnKind = 'id' | 'text' | 'int' | 'bool' | 'json' | 'instant' | 'date' | 'seq'

/** What is to be known of a column, in the replica, on the wire and on the server alike. */
export type Column = {
  nullable?: true
  /** What SQLite fills in where a row to insert says nothing. */
  default?: string | number
  /** The only words that it may hold. */
  words?: readonly string[]
} & (
  | {
      kind: 'text' | 'json'
      /** The longest value that the server takes: characters of a text, bytes of JSON as text. */
      most: number
    }
  | { kind: Exclude<ColumnKind, 'text' | 'json'>; most?: never }
)

export const id = { kind: 'id' } as const
export const int = { kind: 'int' } as const
export const bool = { kind: 'bool' } as const
export const instant = { kind: 'instant' } as const
export const date = { kind: 'date' } as const
export const seq = { kind: 'seq' } as const

/** Text that people or machines wrote. */
export const text = (most: number) => ({ kind: 'text', most }) as const
/** Anything as JSON. */
export const json = (most: number) => ({ kind: 'json', most }) as const
/** One of the program's own words. */
export const word = <const W extends readonly string[]>(words: W, most = 20) => ({ kind: 'text', most, words }) as const
/** The column may hold nothing. */
export const orNull = <C extends Column>(column: C): C & { nullable: true } => ({ ...column, nullable: true })
/** The column is this where nothing else is said. */
export const or = <C extends Column>(column: C, value: string | number): C & { default: string | number } => ({
  ...column,
  default: value,
})

/** What every row has. */
export const COMMON = {
  id,
  building_id: id,
  created_at: instant,
  updated_at: instant,
  deleted_at: orNull(instant),
  /** The server's number of the row's last change; null until the server has numbered it. */
  change_seq: orNull(seq),
} as const
