export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Where the store tells what it did. Events are short names; no names of people, no row contents. */
export interface Logger {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** What the store takes from outside: time, randomness and a log. */
export interface StorePorts {
  now(): Date
  random(n: number): Uint8Array
  log: Logger
}
