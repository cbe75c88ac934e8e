import { Plural, Trans } from '@lingui/react/macro'
import { MapPin } from 'lucide-react'
import { proposeShelf, roomOn } from '../../../shared/packages/shelfSizes.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Button } from '../../../ui/index.ts'
import type { Draft } from './draft.ts'
import type { IntakeDesk } from './intakeDesk.ts'

/**
 * Where the parcel in hand would fit. It costs nobody a key: a scan of that shelf or a press takes it, and whoever registers
 * without one has said nothing of a shelf.
 */
export function ShelfHint({ draft, intake }: { draft: Draft; intake: IntakeDesk }) {
  const shelves = useRoute('shelves.list', {}).data?.shelves
  if (!shelves || shelves.length === 0 || draft.shelf !== null) return null
  const shelf = proposeShelf(shelves, draft)
  if (!shelf)
    return (
      <p className="small draft-advice">
        <Trans>Every shelf for it is full.</Trans>
      </p>
    )
  const room = roomOn(shelf)
  return (
    <p className="small draft-advice draft-shelf">
      <span>
        <Trans>
          Goes well on shelf <strong translate="no">{shelf.code}</strong>
        </Trans>
        {room !== null && (
          <>
            {' · '}
            <Plural value={room} one="room for # more" other="room for # more" />
          </>
        )}
      </span>
      <Button
        size="small"
        variant="plain"
        icon={MapPin}
        excludeFromTabOrder
        onPress={() => intake.change((now) => ({ ...now, shelf: { id: shelf.id, code: shelf.code } }))}
      >
        <Trans>Put it there</Trans>
      </Button>
    </p>
  )
}
