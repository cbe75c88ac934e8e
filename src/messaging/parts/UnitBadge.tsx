import { useLingui } from '@lingui/react/macro'
import { Plate } from '../../ui/index.ts'

/** The unit that a conversation is about. Null: none. */
export function UnitBadge({ unit, size }: { unit: string | null; size?: 'row' }) {
  const { t } = useLingui()
  return <Plate text={unit} label={unit === null ? t`No unit` : t`Unit`} size={size} />
}
