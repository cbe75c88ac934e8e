import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Check, CircleQuestionMark } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { claimsOf } from '../../window/feedback/claims.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useSend } from '../../window/data/queries.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { Lines } from './Lines.tsx'
import { ParcelLine } from './ParcelLine.tsx'

/** What should be on the shelf and was not scanned there: found by eye, or missing. */
export function Missing({
  check: { shelf, missing, running },
  now,
}: {
  check: Response<'shelves.check'>
  now: number
}) {
  const { t } = useLingui()
  const { fail } = useFeedback()
  const mayCheck = useMay('packages.correct')
  const seen = useSend('shelves.seen', { onError: fail })
  const lose = useAct('packages.step', {
    says: (_, { packageIds }) => ({
      about: claimsOf('lose', packageIds),
      title: <Trans>Reported missing</Trans>,
      detail: <Plural value={packageIds.length} one="# parcel" other="# parcels" />,
      silent: true,
    }),
  })
  const report = (packageIds: string[]) =>
    lose.mutate(
      { packageIds, step: 'lose', reason: t`Not on shelf ${shelf.code} when it was checked` },
      { onError: fail },
    )
  return (
    <Panel
      title={
        running ? (
          <Plural value={missing.length} one="# still to find" other="# still to find" />
        ) : (
          <Plural value={missing.length} one="# parcel should be here" other="# parcels should be here" />
        )
      }
      actions={
        running &&
        missing.length > 1 && (
          <Button
            icon={CircleQuestionMark}
            isPending={lose.isPending}
            onPress={() => report(missing.slice(0, 200).map(({ id }) => id))}
          >
            <Plural value={missing.length} one="Report # missing" other="Report all # missing" />
          </Button>
        )
      }
    >
      <Lines
        all={missing}
        renderLine={(parcel) => (
          <ParcelLine key={parcel.id} parcel={parcel} now={now}>
            {mayCheck && (
              <Button
                size="small"
                icon={Check}
                onPress={() => seen.mutate({ shelfId: shelf.id, packageId: parcel.id, code: null })}
              >
                <Trans>It is here</Trans>
              </Button>
            )}
            {running && (
              <Button
                size="small"
                icon={CircleQuestionMark}
                isDisabled={lose.isPending}
                onPress={() => report([parcel.id])}
              >
                <Trans>Report missing</Trans>
              </Button>
            )}
          </ParcelLine>
        )}
      />
    </Panel>
  )
}
