import { DeskError } from '../../shared/contract/errors.ts'
import type { FileFault } from '../../shared/import/file.ts'

/** Nothing of a file can be taken: why, and at which line where there is one. */
export const fileFault = (fault: FileFault, line: number | null = null): DeskError =>
  new DeskError('FILE_REFUSED', { fault, line })
