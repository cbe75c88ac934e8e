import type { ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'
import type { LucideIcon } from 'lucide-react'
import { Check, Minus } from 'lucide-react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import type { CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Text } from 'react-aria-components/TextField'
import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { FieldProblem } from './fields.tsx'

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> {
  children?: ReactNode
}

/** A choice that takes effect with the form around it. */
export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className="check">
      {({ isIndeterminate }) => (
        <>
          <span className="box">
            {isIndeterminate ? <Minus size={18} aria-hidden /> : <Check size={18} aria-hidden />}
          </span>
          {children !== undefined && <span>{children}</span>}
        </>
      )}
    </AriaCheckbox>
  )
}

interface CheckboxesProps {
  label: ReactNode
  choices: readonly Pick<Choice<string>, 'id' | 'label'>[]
  values: readonly string[]
  onChange: (values: string[]) => void
  help?: ReactNode
  error?: ReactNode
}

/** Some of a few. */
export function Checkboxes({ label, choices, values, onChange, help, error }: CheckboxesProps) {
  return (
    <CheckboxGroup className="field" value={[...values]} onChange={onChange} isInvalid={error !== undefined}>
      <Label className="label">{label}</Label>
      <div className="checks">
        {choices.map(({ id, label: name }) => (
          <Checkbox key={id} value={id}>
            {name}
          </Checkbox>
        ))}
      </div>
      {help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldProblem>{error}</FieldProblem>
    </CheckboxGroup>
  )
}

export interface SwitchProps {
  children: ReactNode
  isSelected: boolean
  onChange: (on: boolean) => void
  isDisabled?: boolean
}

/** A choice that takes effect at once. */
export function Switch({ children, isDisabled = false, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} isDisabled={isDisabled} className="switch">
      <span className="track" aria-hidden />
      <span>{children}</span>
    </AriaSwitch>
  )
}

export interface Choice<K extends string> {
  id: K
  label: ReactNode
  detail?: ReactNode
  icon?: LucideIcon
  /** A count beside the label, for filters. */
  count?: number
  disabled?: boolean
}

interface ChoiceProps<K extends string> {
  label: ReactNode
  choices: readonly Choice<K>[]
  value: K | null
  onChange: (value: K) => void
  hideLabel?: boolean
  isDisabled?: boolean
}

interface ToggleProps<K extends string> extends ChoiceProps<K> {
  /** Equal tiles over the whole width, the counts above the names. */
  isTiles?: boolean
}

/** One of a few, each on its own card: big targets with room for a line of explanation. */
export function RadioCards<K extends string>({
  label,
  choices,
  value,
  onChange,
  hideLabel,
  isDisabled = false,
}: ChoiceProps<K>) {
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(next) => onChange(next as K)}
      isDisabled={isDisabled}
      {...(hideLabel && typeof label === 'string' ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className="label">{label}</Label>}
      <div className="cards">
        {choices.map(({ id, label, detail, icon: Icon, disabled = false }) => (
          <Radio key={id} value={id} className="card-option" isDisabled={disabled}>
            {Icon && <Icon size={20} aria-hidden />}
            <span>
              {label}
              {detail !== undefined && <small>{detail}</small>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

/** One of a few, side by side: filters, modes, sorts. */
export function ToggleGroup<K extends string>({
  label,
  choices,
  value,
  onChange,
  hideLabel,
  isDisabled = false,
  isTiles = false,
}: ToggleProps<K>) {
  const { i18n } = useLingui()
  return (
    <div className="field">
      {!hideLabel && (
        <span className="label" aria-hidden>
          {label}
        </span>
      )}
      <ToggleButtonGroup
        className="segments"
        data-tiles={isTiles || undefined}
        {...(typeof label === 'string' ? { 'aria-label': label } : {})}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={value === null ? [] : [value]}
        onSelectionChange={(keys) => {
          const [next] = keys
          if (next !== undefined) onChange(next as K)
        }}
        isDisabled={isDisabled}
      >
        {choices.map(({ id, label, icon: Icon, count, disabled = false }) => (
          <ToggleButton key={id} id={id} className="segment" isDisabled={disabled}>
            {Icon && <Icon size={18} aria-hidden />}
            <span>{label}</span>
            {count !== undefined && <span className="count">{i18n.number(count)}</span>}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
