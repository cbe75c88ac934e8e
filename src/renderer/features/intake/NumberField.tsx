import { useState, type RefObject } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Kbd, VisuallyHidden } from '../../../ui/index.ts'

interface NumberFieldProps {
  /** As it stands on the parcel in hand. */
  number: string | null
  inputRef: RefObject<HTMLInputElement | null>
  /** With every key, so that nothing is lost whatever comes next. */
  onType: (text: string) => void
  /** It is whole: the desk may look whose number it is. */
  onTyped: (text: string) => void
  /** Back to the question that matters. */
  onDone: () => void
}

/** The tracking number of a barcode that does not read: typed off the label, or left empty. */
export function NumberField({ number, inputRef, onType, onTyped, onDone }: NumberFieldProps) {
  const { t } = useLingui()
  const [text, setText] = useState(number ?? '')
  const [typing, setTyping] = useState(false)
  // Left alone it shows the number as the carrier writes it.
  const shown = typing ? text : (number ?? text)
  return (
    <label className="draft-typed">
      <VisuallyHidden>
        <Trans>Tracking number</Trans>
      </VisuallyHidden>
      <input
        ref={inputRef}
        className="input code"
        placeholder={t`Number, if it can be read`}
        aria-keyshortcuts="Alt+5"
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        value={shown}
        onFocus={() => {
          setText(shown)
          setTyping(true)
        }}
        onChange={(event) => {
          setText(event.target.value)
          onType(event.target.value)
        }}
        onBlur={() => {
          setTyping(false)
          onTyped(text)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          onDone()
        }}
      />
      <Kbd>Alt+5</Kbd>
    </label>
  )
}
