import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import type { LucideIcon } from 'lucide-react'
import { Kbd } from './Kbd.tsx'
import { Spinner } from './Spinner.tsx'

interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  /** primary: the one act this screen is for; quiet: everything else; plain: inside text and rows; danger: hard to take back. */
  variant?: 'primary' | 'quiet' | 'plain' | 'danger'
  /** large: the act that staff repeat all day; small: inside a dense row (still 32 px). */
  size?: 'small' | 'normal' | 'large'
  icon?: LucideIcon
  /** Shown as a key cap, for example "F2". It does not bind the key: actions do. */
  shortcut?: string
  /** Left out: an icon button, which then needs aria-label. */
  children?: ReactNode
}

/** A button at least 44 px high, with icon and key hint. */
export function Button({ variant = 'quiet', size = 'normal', icon: Icon, shortcut, children, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className="button"
      data-variant={variant}
      data-size={size}
      data-icon-only={children === undefined || undefined}
      // React Aria keeps to the attributes it knows.
      {...(shortcut !== undefined && {
        render: (dom: ButtonHTMLAttributes<HTMLButtonElement>) => <button {...dom} aria-keyshortcuts={shortcut} />,
      })}
    >
      {({ isPending }) => (
        <>
          {isPending ? <Spinner /> : Icon && <Icon size={size === 'small' ? 16 : 20} aria-hidden />}
          {children}
          {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
        </>
      )}
    </AriaButton>
  )
}
