/** A two-way line to one printer. Errors are those of the system, with their `code`. */
export interface PrinterChannel {
  /** Resolves when the whole text has been taken; rejects when the line stands still or breaks. */
  write(bytes: Uint8Array): Promise<void>
  /** What the printer says until `whole` is satisfied; null when nothing whole came in time or the line ended. */
  read(whole: (text: string) => boolean, timeoutMs: number): Promise<string | null>
  /** Ends the line when the printer has taken everything. */
  close(): Promise<void>
}

/** Opens the line to a printer by its address. */
export type OpenChannel = (address: string) => Promise<PrinterChannel>
