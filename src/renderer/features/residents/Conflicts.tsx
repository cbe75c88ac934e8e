import { useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { ConflictNote, type Conflict } from '../../parcel/conflicts/ConflictNote.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { columnWords, valueWords } from './columnWords.ts'

/** What of a person or a unit two desks wrote without seeing each other. */
export function Conflicts({ about }: { about: Request<'directory.conflicts'> }) {
  const { data } = useRoute('directory.conflicts', about)
  return (
    <>
      {data?.map((one) => (
        <Clash key={`${one.eventId} ${one.column}`} one={one} />
      ))}
    </>
  )
}

function Clash({ one }: { one: Conflict }) {
  const { i18n, t } = useLingui()
  const formats = useFormats()
  const may = useMay('directory.care')
  const words = columnWords(one.column)
  if (!words) return null
  return (
    <ConflictNote
      one={one}
      label={i18n._(words)}
      said={(value) => valueWords(one, value, i18n, formats) || t`nothing`}
      may={may}
    />
  )
}
