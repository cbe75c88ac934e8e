import type { ReactNode, Ref } from 'react'
import { useLingui } from '@lingui/react/macro'
import { CircleAlert, Search, X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { FieldError, Text, TextField as AriaTextField } from 'react-aria-components/TextField'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { Input, Label, TextArea } from 'react-aria-components/TextField'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import type { SearchFieldProps as AriaSearchFieldProps } from 'react-aria-components/SearchField'

interface FieldWords {
  label: ReactNode
  /** Read by screen readers alone, where what stands around the field says what it is. */
  hideLabel?: boolean
  /** What to write, in one line. */
  help?: ReactNode
  /** Why it was refused and how to put it right. Marks the field invalid. */
  error?: ReactNode
  placeholder?: string
  size?: 'normal' | 'large'
}

/** The line under a field that says what is wrong with it. */
export function FieldProblem({ children }: { children: ReactNode }) {
  return (
    <FieldError className="field-error">
      <CircleAlert size={16} aria-hidden />
      <span>{children}</span>
    </FieldError>
  )
}

interface TextFieldProps extends FieldWords, Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  multiline?: boolean
  inputRef?: Ref<HTMLInputElement>
}

/** One line of text, or several. */
export function TextField({
  label,
  hideLabel,
  help,
  error,
  placeholder,
  size = 'normal',
  multiline,
  inputRef,
  ...props
}: TextFieldProps) {
  const hint = placeholder === undefined ? {} : { placeholder }
  return (
    <AriaTextField
      {...props}
      isInvalid={error !== undefined && error !== null}
      className="field"
      data-size={size}
      {...(hideLabel && typeof label === 'string' ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className="label">{label}</Label>}
      {multiline ? (
        <TextArea className="input" {...hint} />
      ) : (
        <Input
          className="input"
          {...hint}
          {...(inputRef ? { ref: inputRef } : {})}
          autoComplete="off"
          spellCheck="false"
        />
      )}
      {help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldProblem>{error}</FieldProblem>
    </AriaTextField>
  )
}

interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  /** Read by screen readers; shown only with showLabel. */
  label: string
  showLabel?: boolean
  placeholder?: string
  inputRef?: Ref<HTMLInputElement>
  /** The field of its screen: what is typed while nothing has the focus goes there. */
  isHome?: boolean
}

/** A search that answers with every letter. */
export function SearchField({ label, showLabel, placeholder, inputRef, isHome = false, ...props }: SearchFieldProps) {
  const { t } = useLingui()
  return (
    <AriaSearchField {...props} aria-label={label} className="field">
      {({ isEmpty }) => (
        <>
          {showLabel && <Label className="label">{label}</Label>}
          <div className="search" data-empty={isEmpty || undefined}>
            <Search size={20} aria-hidden />
            <Input
              data-home={isHome ? 'field' : undefined}
              {...(placeholder === undefined ? {} : { placeholder })}
              {...(inputRef ? { ref: inputRef } : {})}
              autoComplete="off"
              spellCheck="false"
            />
            <AriaButton className="clear" aria-label={t`Clear`}>
              <X size={18} aria-hidden />
            </AriaButton>
          </div>
        </>
      )}
    </AriaSearchField>
  )
}
