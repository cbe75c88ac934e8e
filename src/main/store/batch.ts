/** Under this name `_meta` holds the act that is being written, or taken back, in parts. */
export const BATCH_OPEN = 'open_batch'

/** What acts of such parts are called: while one is open, none of it is sent. */
export const BATCH_ACTS: ReadonlySet<string> = new Set(['directory.import', 'directory.importUndo'])
