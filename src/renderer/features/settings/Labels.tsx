import { Trans, useLingui } from '@lingui/react/macro'
import { useChangeDevices } from '../../window/desk/useSettings.ts'
import { Panel, RadioCards, Switch, ToggleGroup } from '../../../ui/index.ts'
import { LabelPreview } from '../../parcel/label/LabelPreview.tsx'
import { DeskSetLine } from './SetLine.tsx'
import type { SectionProps } from './section.ts'

/** What a label looks like and when it is printed. */
export function Labels({ settings, isDisabled }: SectionProps) {
  const { t } = useLingui()
  const change = useChangeDevices()
  const { label } = settings
  return (
    <Panel title={<Trans>Labels</Trans>}>
      <RadioCards
        label={t`Label size`}
        isDisabled={isDisabled}
        value={label.size}
        onChange={(size) => void change({ label: { ...label, size } })}
        choices={[
          { id: '102x152', label: '102 × 152 mm', detail: t`4 × 6 in, shipping label` },
          { id: '62x100', label: '62 × 100 mm', detail: t`Brother DK roll` },
          { id: '57x32', label: '57 × 32 mm', detail: t`small roll` },
          { id: '54x25', label: '54 × 25 mm', detail: t`Dymo multi-purpose` },
        ]}
      />
      <ToggleGroup
        label={t`Printer resolution`}
        isDisabled={isDisabled}
        value={String(label.dpi) as '203' | '300'}
        onChange={(dpi) => void change({ label: { ...label, dpi: dpi === '300' ? 300 : 203 } })}
        choices={[
          { id: '203', label: t`203 dpi` },
          { id: '300', label: t`300 dpi` },
        ]}
      />
      <LabelPreview subject={{ kind: 'test' }} />
      <Switch
        isDisabled={isDisabled}
        isSelected={label.autoPrint}
        onChange={(autoPrint) => void change({ label: { ...label, autoPrint } })}
      >
        <Trans>Print a label for each new parcel without asking</Trans>
      </Switch>
      <DeskSetLine keys={['label']} />
    </Panel>
  )
}
