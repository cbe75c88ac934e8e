import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Accessibility } from 'lucide-react'
import { Chip, Kbd, RadioCards, TextField } from '../../../ui/index.ts'
import { CareChip } from '../../parcel/marks/CareChip.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { collectorKey, collectorShortcut, SOMEONE_ELSE, type Collector } from './collectors.ts'
import type { Handover } from './useHandover.ts'

const KINDS = {
  owner: msg`Owner`,
  tenant: msg`Tenant`,
  occupant: msg`Occupant`,
  authorised: msg`Authorised`,
  former: msg`Moved out`,
} as const

/** Who came: the people of the unit, those they authorised, or a name as it is said. */
export function Collectors({ collectors, handover }: { collectors: readonly Collector[]; handover: Handover }) {
  const { i18n, t } = useLingui()
  return (
    <div className="stack collectors" data-gap="small" data-lacks="collector">
      <RadioCards
        hideLabel
        label={t`Who is picking up?`}
        choices={[
          ...collectors.map((collector, index) => ({
            id: collectorKey(collector, index),
            label: <bdi translate="no">{collector.name}</bdi>,
            detail: (
              <>
                {collector.care ? <CareChip care={collector.care} /> : i18n._(KINDS[collector.kind])}
                {collector.note !== '' && <> · {collector.note}</>}
                {collector.accessNeed !== '' && (
                  <>
                    {' '}
                    <Chip tone="known" icon={Accessibility}>
                      {collector.accessNeed}
                    </Chip>
                  </>
                )}{' '}
                <Shortcut at={index} />
              </>
            ),
          })),
          {
            id: SOMEONE_ELSE,
            label: <Trans>Someone else</Trans>,
            detail: <Shortcut at={null} />,
          },
        ]}
        value={handover.who === '' ? null : handover.who}
        onChange={handover.setWho}
      />
      {handover.who === SOMEONE_ELSE && <OtherName handover={handover} />}
    </div>
  )
}

/** The key of a collector, by their place in the list; null: of somebody who is not in it. */
function Shortcut({ at }: { at: number | null }) {
  const shortcut = collectorShortcut(at)
  return shortcut === null ? null : <Kbd>{shortcut}</Kbd>
}

function OtherName({ handover }: { handover: Handover }) {
  const { t } = useLingui()
  const start = useStartFocus()
  return (
    <TextField
      inputRef={start}
      label={t`Name of the person picking up`}
      help={<Trans>Ask the resident first, unless they have the pickup code.</Trans>}
      value={handover.otherName}
      onChange={handover.setOtherName}
      maxLength={200}
    />
  )
}
