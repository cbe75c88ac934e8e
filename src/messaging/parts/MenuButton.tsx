import { useCallback, useState, type ReactNode } from 'react'
import { Check, ChevronDown, type LucideIcon } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useDismiss } from '../../ui/useDismiss.ts'

interface MenuButtonProps {
  icon: LucideIcon
  label: ReactNode
  ariaLabel?: string
  items: readonly { id: string; label: string; detail?: string }[]
  chosen?: string
  onChoose: (id: string) => void
}

/** A small button that opens a short list of acts. */
export function MenuButton({ icon: Icon, label, ariaLabel, items, chosen, onChoose }: MenuButtonProps) {
  const [open, setOpen] = useState(false)
  useDismiss(
    open,
    useCallback(() => setOpen(false), []),
  )
  return (
    <MenuTrigger isOpen={open} onOpenChange={setOpen}>
      <AriaButton
        className="button"
        data-size="small"
        {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      >
        <Icon size={16} aria-hidden />
        <span className="menu-label">{label}</span>
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="listbox"
          {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
          onAction={(key) => onChoose(String(key))}
        >
          {items.map((item) => (
            <MenuItem key={item.id} id={item.id} textValue={item.label} className="option">
              <span className="row-main">
                <span>{item.label}</span>
                {item.detail !== undefined && <span className="muted small">{item.detail}</span>}
              </span>
              {item.id === chosen && <Check className="menu-tick" size={18} aria-hidden />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
