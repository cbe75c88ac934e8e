import { useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { ConflictNotes } from '../../records/conflicts/ConflictNotes.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useMay } from '../../window/data/useMay.ts'
import { columnWords, valueWords } from './columnWords.ts'

/** What of a person or a unit two desks wrote without seeing each other. */
export function Conflicts({ about }: { about: Request<'directory.conflicts'> }) {
  const { i18n, t } = useLingui()
  const formats = useFormats()
  const may = useMay('directory.care')
  return (
    <ConflictNotes
      about={about}
      words={(one) => {
        const words = columnWords(one.column)
        return (
          words && { label: i18n._(words), said: (value) => valueWords(one, value, i18n, formats) || t`nothing`, may }
        )
      }}
    />
  )
}
