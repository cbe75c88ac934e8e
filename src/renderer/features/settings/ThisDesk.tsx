import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Contrast, MonitorCog, Moon, Sun, Volume2 } from 'lucide-react'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useChangeSettings } from '../../window/desk/useSettings.ts'
import { Button, Panel, RadioCards, Slider, ToggleGroup, TONE_ICONS, type Tone } from '../../../ui/index.ts'
import { DeskSetLine } from './SetLine.tsx'
import type { SectionProps } from './section.ts'

/** Language, look and sound. */
export function ThisDesk({ settings, isDisabled }: SectionProps) {
  const { t } = useLingui()
  const change = useChangeSettings()
  return (
    <Panel title={<Trans>This desk</Trans>}>
      <ToggleGroup
        label={t`Language of the console`}
        isDisabled={isDisabled}
        value={settings.language}
        onChange={(language) => void change({ language })}
        choices={[
          { id: 'fr', label: <span lang="fr">Français</span> },
          { id: 'en', label: <span lang="en">English</span> },
        ]}
      />
      <RadioCards
        label={t`Appearance`}
        isDisabled={isDisabled}
        value={settings.theme}
        onChange={(theme) => void change({ theme })}
        choices={[
          { id: 'system', label: t`Match system`, icon: MonitorCog },
          { id: 'light', label: t`Light`, icon: Sun },
          { id: 'dark', label: t`Dark`, icon: Moon },
          { id: 'contrast', label: t`High contrast, dark`, icon: Contrast },
          { id: 'contrast_light', label: t`High contrast, light`, icon: Contrast },
        ]}
      />
      <Sound volume={settings.soundVolume} isDisabled={isDisabled} />
      <DeskSetLine keys={['language', 'theme', 'soundVolume']} />
    </Panel>
  )
}

function Sound({ volume, isDisabled }: { volume: number; isDisabled: boolean }) {
  const { sounds } = useDesk()
  const { t } = useLingui()
  const change = useChangeSettings()
  const [moving, setMoving] = useState<number | null>(null)
  const tones: readonly { tone: Tone; label: string }[] = [
    { tone: 'ok', label: t`Success` },
    { tone: 'known', label: t`Already known` },
    { tone: 'attention', label: t`Warning` },
    { tone: 'error', label: t`Error` },
  ]
  return (
    <div className="stack" data-gap="small">
      <Slider
        label={<Trans>Volume of the sounds</Trans>}
        minValue={0}
        maxValue={1}
        step={0.05}
        formatOptions={{ style: 'percent' }}
        value={moving ?? volume}
        isDisabled={isDisabled}
        onChange={(next) => {
          setMoving(next)
          sounds.setVolume(next)
        }}
        onChangeEnd={(soundVolume) => {
          setMoving(null)
          sounds.play('ok')
          void change({ soundVolume })
        }}
      />
      <fieldset className="row plain" aria-label={t`Listen to the four sounds`}>
        <Volume2 size={20} aria-hidden className="muted" />
        {tones.map(({ tone, label }) => (
          <Button key={tone} icon={TONE_ICONS[tone]} onPress={() => sounds.play(tone)}>
            {label}
          </Button>
        ))}
      </fieldset>
    </div>
  )
}
