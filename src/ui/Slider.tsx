import type { ReactNode } from 'react'
import { Label, Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'

interface SliderProps {
  label: ReactNode
  value: number
  minValue: number
  maxValue: number
  step: number
  formatOptions?: Intl.NumberFormatOptions
  isDisabled?: boolean
  onChange: (value: number) => void
  /** Once the thumb is let go: the moment to save. */
  onChangeEnd: (value: number) => void
}

/** A value within a range; arrows change it by one step. */
export function Slider({ label, onChange, onChangeEnd, formatOptions, isDisabled = false, ...props }: SliderProps) {
  return (
    <AriaSlider
      {...props}
      {...(formatOptions ? { formatOptions } : {})}
      isDisabled={isDisabled}
      className="slider"
      onChange={(value) => onChange(value)}
      onChangeEnd={(value) => onChangeEnd(value)}
    >
      <Label className="label">{label}</Label>
      <SliderOutput className="slider-output" />
      <SliderTrack className="slider-track">
        {({ state }) => (
          <>
            <span className="slider-rail" />
            <progress className="slider-fill" value={state.getThumbPercent(0)} max={1} aria-hidden />
            <SliderThumb className="slider-thumb" />
          </>
        )}
      </SliderTrack>
    </AriaSlider>
  )
}
