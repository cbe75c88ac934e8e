import { useCallback, useState, type ReactNode } from 'react'
import { Check, ChevronDown } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Label, Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { useDismiss } from './useDismiss.ts'

interface SelectOption<K extends string> {
  id: K
  label: string
  detail?: ReactNode
  disabled?: boolean
}

interface SelectProps<K extends string> {
  label: ReactNode
  options: readonly SelectOption<K>[]
  value: K | null
  onChange: (value: K) => void
  placeholder?: string
  isDisabled?: boolean
  hideLabel?: boolean
}

/** One of many. For up to five choices prefer ToggleGroup or RadioCards: they show all of them at once. */
export function Select<K extends string>(props: SelectProps<K>) {
  const { label, options, value, onChange, placeholder, isDisabled = false, hideLabel } = props
  const [isOpen, setOpen] = useState(false)
  useDismiss(
    isOpen,
    useCallback(() => setOpen(false), []),
  )
  return (
    <AriaSelect
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="field"
      selectedKey={value}
      onSelectionChange={(key) => onChange(key as K)}
      isDisabled={isDisabled}
      disabledKeys={options.filter((option) => option.disabled).map((option) => option.id)}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(hideLabel && typeof label === 'string' ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className="label">{label}</Label>}
      <AriaButton className="input select-button">
        <SelectValue className="select-value">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown size={18} aria-hidden />
      </AriaButton>
      <Popover className="popover">
        <ListBox className="listbox" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="option">
              <span>
                {option.label}
                {option.detail !== undefined && <span className="muted small"> {option.detail}</span>}
              </span>
              <Check size={18} className="tick" aria-hidden />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
