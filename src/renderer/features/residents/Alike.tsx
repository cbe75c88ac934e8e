import { Trans } from '@lingui/react/macro'
import { UserSearch } from 'lucide-react'
import { Note } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { LikeEntry, Reasons } from './Likes.tsx'
import type { PersonDraft } from './PersonFields.tsx'

/** Who is in the directory already and looks like the person that is being written. */
export function Alike({ fields, unit }: { fields: PersonDraft; unit: string }) {
  const { data = [] } = useRoute('residents.alike', {
    givenName: fields.givenName,
    familyName: fields.familyName,
    phones: fields.phones.map(({ typed }) => typed),
    email: fields.email,
    unit,
  })
  if (data.length === 0) return null
  return (
    <Note tone="attention" icon={UserSearch}>
      <Trans>This person may be here already. Look at their page before you add them once more.</Trans>
      <ul className="stack" data-gap="small">
        {data.slice(0, 3).map(({ entry, reasons }) => (
          <li key={entry.id} className="like-pair">
            <LikeEntry entry={entry} />
            <Reasons reasons={reasons} />
          </li>
        ))}
      </ul>
    </Note>
  )
}
