import { useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { Changes } from '../../records/changes/Changes.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { columnWords, valueWords } from './columnWords.ts'

/** Who changed what about a person or a unit. */
export function History({ about }: { about: Request<'directory.history'> }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  return (
    <Changes
      about={about}
      words={(change) => {
        const label = columnWords(change.column)
        const said = (value: typeof change.from) => valueWords(change, value, i18n, formats)
        return label && { label: i18n._(label), from: said(change.from), to: said(change.to) }
      }}
    />
  )
}
