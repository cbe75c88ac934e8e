import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Usb } from 'lucide-react'
import type { WedgeLayout } from '../../../shared/wedge/layouts.ts'
import { useChangeDevices } from '../../window/desk/useSettings.ts'
import { Button, Panel, Select, Slider, Switch } from '../../../ui/index.ts'
import { LAYOUT_WORDS } from '../../parcel/words/words.ts'
import { TryScan } from './TryScan.tsx'
import { DeskSetLine } from './SetLine.tsx'
import type { SectionProps } from './section.ts'

/** How the barcode gun types, and a place to try it. */
export function Scanner({ settings, isDisabled }: SectionProps) {
  const { t, i18n } = useLingui()
  const change = useChangeDevices()
  const navigate = useNavigate()
  const { scanner } = settings
  const [moving, setMoving] = useState<number | null>(null)
  return (
    <Panel
      title={<Trans>Scanner</Trans>}
      actions={
        <Button icon={Usb} onPress={() => void navigate({ to: '/devices' })}>
          <Trans>Devices and test codes</Trans>
        </Button>
      }
    >
      <TryScan scanner={scanner} isDisabled={isDisabled} />
      <Select
        label={t`Keyboard layout the scanner is set to`}
        isDisabled={isDisabled}
        value={scanner.layout}
        onChange={(layout) => void change({ scanner: { ...scanner, layout } })}
        options={(Object.keys(LAYOUT_WORDS) as WedgeLayout[]).map((id) => ({ id, label: i18n._(LAYOUT_WORDS[id]) }))}
      />
      <div className="field">
        <Slider
          label={<Trans>Longest pause inside one scan</Trans>}
          minValue={20}
          maxValue={120}
          step={5}
          formatOptions={{ style: 'unit', unit: 'millisecond' }}
          value={moving ?? scanner.maxGapMs}
          isDisabled={isDisabled}
          onChange={setMoving}
          onChangeEnd={(maxGapMs) => {
            setMoving(null)
            void change({ scanner: { ...scanner, maxGapMs } })
          }}
        />
        <p className="help">
          <Trans>Longer for a slow wireless scanner; shorter if fast typing is taken for a scan.</Trans>
        </p>
      </div>
      <div className="field">
        <Switch
          isSelected={scanner.requireTerminator}
          isDisabled={isDisabled}
          onChange={(requireTerminator) => void change({ scanner: { ...scanner, requireTerminator } })}
        >
          <Trans>The scanner sends Enter or Tab after each code</Trans>
        </Switch>
        <p className="help">
          <Trans>
            Nearly all do. A scan that stops without it is asked for again, so that no code is ever cut short.
          </Trans>
        </p>
      </div>
      <DeskSetLine keys={['scanner', 'scanners']} />
    </Panel>
  )
}
