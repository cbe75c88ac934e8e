import type { ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'

/** A key cap beside the words it belongs to; screen readers get aria-keyshortcuts instead. "Shift+F8" is one cap. */
export function Kbd({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  // As they are printed on the keyboards of the language.
  const caps: Readonly<Record<string, string>> = {
    Escape: t`Esc`,
    Esc: t`Esc`,
    Enter: t`Enter`,
    Shift: t`Shift`,
    Space: t`Space`,
    ArrowLeft: '←',
  }
  const words =
    typeof children === 'string'
      ? children
          .split('+')
          .map((key) => caps[key] ?? key)
          .join('+')
      : children
  return (
    <kbd className="kbd" aria-hidden>
      {words}
    </kbd>
  )
}
