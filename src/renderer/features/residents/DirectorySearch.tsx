import { useRef } from 'react'
import { SearchField } from '../../../ui/index.ts'
import { useBeginHere } from '../../window/desk/useBeginHere.ts'

interface DirectorySearchProps {
  label: string
  value: string
  onChange: (text: string) => void
}

/** The search over a list of the directory: Enter and the arrow down lead into the list. */
export function DirectorySearch({ label, value, onChange }: DirectorySearchProps) {
  const search = useRef<HTMLInputElement>(null)
  useBeginHere(search)
  return (
    <SearchField
      isHome
      label={label}
      placeholder={label}
      inputRef={search}
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter')
          document.querySelector<HTMLElement>('[role=grid]')?.focus()
        else event.continuePropagation()
      }}
    />
  )
}
