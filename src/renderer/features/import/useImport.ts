import { useState } from 'react'
import { FILE_BYTES } from '../../../shared/import/file.ts'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { RequestFailure } from '../../window/data/bridge.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'

export type OpenFile = Response<'import.open'>
export type Mapping = Request<'import.preview'>
export type Line = Response<'import.lines'>['rows'][number]
export type ReadAs = Request<'import.read'>

const mappingOf = (file: OpenFile, makeUnits: boolean): Mapping => ({
  uses: file.columns.map(({ use }) => use),
  dayFormats: file.columns.map(({ dayFormat }) => dayFormat),
  nameOrder: file.nameOrder,
  kind: file.kind,
  makeUnits,
  doubts: {},
})

/** The file that is being looked at, how it is read, and what its columns mean. */
export function useImport() {
  const [name, setName] = useState('')
  const [file, setFile] = useState<OpenFile | null>(null)
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const [readAs, setReadAs] = useState<ReadAs>({})
  const [tooBig, setTooBig] = useState<RequestFailure | null>(null)
  // A building without a unit takes those of its first file; later a new number is more likely a typing error.
  const hasUnits =
    useRoute('setup.get', {}).data?.steps.some(({ id, state }) => id === 'units' && state === 'done') ?? true
  const take = (found: OpenFile) => {
    setFile(found)
    setMapping(mappingOf(found, !hasUnits))
  }
  const open = useSend('import.open', { onSuccess: take })
  const read = useSend('import.read', { onSuccess: take })
  const close = useSend('import.close')

  return {
    name,
    file,
    mapping,
    error: tooBig ?? read.error ?? open.error,
    isReading: open.isPending || read.isPending,
    async choose(chosen: File): Promise<void> {
      setName(chosen.name)
      setReadAs({})
      read.reset()
      // What is too large is not even taken into the memory.
      if (chosen.size > FILE_BYTES) {
        setTooBig(new RequestFailure({ code: 'FILE_REFUSED', data: { fault: 'too_big', line: null } }))
        return
      }
      setTooBig(null)
      open.mutate({ bytes: new Uint8Array(await chosen.arrayBuffer()) })
    },
    /** Reads the same file in another way. */
    readAgain(changes: ReadAs): void {
      const next = { ...readAs, ...changes }
      setReadAs(next)
      read.mutate(next)
    },
    readAs,
    change: (changes: Partial<Mapping>) => setMapping((before) => before && { ...before, ...changes }),
    leave(): void {
      setFile(null)
      setMapping(null)
      open.reset()
      read.reset()
      close.mutate({})
    },
  }
}

export type ImportState = ReturnType<typeof useImport>
