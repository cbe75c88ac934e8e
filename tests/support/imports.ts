import type { Request, Response } from '../../src/shared/contract/index.ts'
import type { TestDesk } from './testDesk.ts'

/** What to compare of a file that was opened: as the program found it, but for what a test says otherwise. */
export const asFound = (
  { columns, nameOrder, kind }: Response<'import.open'>,
  more: Partial<Request<'import.preview'>> = {},
): Request<'import.preview'> => ({
  uses: columns.map(({ use }) => use),
  dayFormats: columns.map(({ dayFormat }) => dayFormat),
  nameOrder,
  kind,
  makeUnits: true,
  doubts: {},
  ...more,
})

/** What a file, given as text, would change at a desk. */
export const previewFile = async ({ ask }: Pick<TestDesk, 'ask'>, text: string): Promise<Response<'import.preview'>> =>
  ask('import.preview', asFound(await ask('import.open', { bytes: new TextEncoder().encode(text) })))
