import { useEffect, useRef } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ScanBarcode } from 'lucide-react'
import { useSettings } from '../../window/desk/useSettings.ts'
import { Button, Kbd, Note } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { Counters } from './Counters.tsx'
import { Latest } from './Latest.tsx'
import { NothingYet } from './NothingYet.tsx'
import type { IntakeDesk } from './intakeDesk.ts'
import type { Preset } from './usePreset.ts'

/** Nothing in hand: the day at a glance, and how the next parcel goes. */
export function Ready({ intake, preset }: { intake: IntakeDesk; preset: Preset | null }) {
  const failed = intake.state.get().pile.items.filter((item) => item.state === 'failed')
  return (
    <>
      {failed.map((item) => (
        <Note
          key={item.id}
          tone="error"
          actions={
            <Button onPress={() => void intake.retry(item.id)}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          <Trans>A parcel could not be registered. It is only in this window until it can: do not close it.</Trans>{' '}
          <span className="code">{item.draft?.trackingNumber}</span>
        </Note>
      ))}
      {preset && (
        <Note
          tone="known"
          actions={
            <>
              <Button onPress={() => intake.arrive({ kind: 'manual' })}>
                <Trans>It has no barcode</Trans>
              </Button>
              <Button variant="plain" onPress={preset.clear}>
                <Trans>Not for them</Trans>
              </Button>
            </>
          }
        >
          <span className="row">
            {preset.unitNumber !== null && <UnitBadge unit={preset.unitNumber} size="row" />}
            <span>
              <Trans>
                Scan the parcel for <strong translate="no">{preset.name}</strong>.
              </Trans>
              {intake.state.get().aside && (
                <>
                  {' '}
                  <Trans>The parcel you had in hand is kept and comes back afterwards.</Trans>
                </>
              )}
            </span>
          </span>
        </Note>
      )}
      <Teach />
      <Counters />
      <Latest empty={<NothingYet />} />
    </>
  )
}

function Teach() {
  const { t } = useLingui()
  const learnt = useSettings()?.lessonDone ?? true
  const ref = useRef<HTMLElement>(null)
  useEffect(() => ref.current?.focus({ preventScroll: true }), [])
  return (
    // Takes the focus when a parcel is done: a stray Enter then presses nothing.
    <section
      className="ready"
      data-learnt={learnt || undefined}
      ref={ref}
      tabIndex={-1}
      aria-label={t`Ready for the next parcel`}
    >
      <ScanBarcode className="ready-icon" size={72} strokeWidth={1.25} aria-hidden />
      {learnt ? (
        <strong>
          <Trans>Scan the carrier’s label</Trans>
        </strong>
      ) : (
        <Lesson />
      )}
    </section>
  )
}

/** How a parcel is registered, until somebody here has done it once. */
function Lesson() {
  return (
    <ol className="ready-steps">
      <li>
        <span className="ready-step" aria-hidden>
          1
        </span>
        <strong>
          <Trans>Scan the carrier’s label</Trans>
        </strong>
        <span className="muted">
          <Trans>The striped barcode with the tracking number</Trans>
        </span>
      </li>
      <li>
        <span className="ready-step" aria-hidden>
          2
        </span>
        <strong>
          <Trans>Type the unit or the name</Trans>
        </strong>
        <span className="muted">
          <Trans>A few letters will do: “1204” or “trem 12”</Trans>
        </span>
      </li>
      <li>
        <span className="ready-step" aria-hidden>
          3
        </span>
        <strong>
          <Trans>
            Press <Kbd>Enter</Kbd>
          </Trans>
        </strong>
        <span className="muted">
          <Trans>The label prints; scan the next one</Trans>
        </span>
      </li>
    </ol>
  )
}
