import { Trans } from '@lingui/react/macro'
import { Note } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'

/** Says before anything is typed in vain that whoever is on duty does not change the directory, as when their role was changed meanwhile. */
export function MayNot() {
  const may = useRoute('session.get', {}).data?.permissions.includes('directory.write') ?? true
  if (may) return null
  return (
    <Note tone="attention">
      <Trans>Managers and administrators change units and residents. Ask one of them to go on duty.</Trans>
    </Note>
  )
}
