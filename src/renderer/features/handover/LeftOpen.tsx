import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useSelector } from '@tanstack/react-store'
import { useRoute } from '../../window/data/queries.ts'
import { Button, Note } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { leftOpen } from './store.ts'
import type { Target } from './target.ts'
import { useHandovers } from './useHandover.ts'

/** The way back to a hand-over that somebody left before it was done. */
export function LeftOpen() {
  const target = useSelector(useHandovers().begun, leftOpen)
  return target && <Left target={target} />
}

function Left({ target }: { target: Target }) {
  const handovers = useHandovers()
  const navigate = useNavigate()
  const { data } = useRoute('handover.open', target)
  return (
    <Note
      tone="attention"
      actions={
        <>
          <Button shortcut="F4" onPress={() => void navigate({ to: '/handover', search: target })}>
            <Trans>Go on with it</Trans>
          </Button>
          <Button variant="plain" onPress={() => handovers.drop(target)}>
            <Trans>Drop it</Trans>
          </Button>
        </>
      }
    >
      <span className="row" data-gap="small">
        {data?.unit && <UnitBadge unit={data.unit.number} size="row" />}
        <span>
          {data?.resident ? (
            <Trans>
              The hand-over to <bdi translate="no">{data.resident.name}</bdi> is begun and not done.
            </Trans>
          ) : (
            <Trans>A hand-over is begun and not done.</Trans>
          )}
        </span>
      </span>
    </Note>
  )
}
