import { useLingui } from '@lingui/react'
import { fieldError } from './words/fieldProblems.ts'

type TextOf<Fields> = { [F in keyof Fields]: Fields[F] extends string ? F : never }[keyof Fields] & string

/** Gives a text field of a form what it needs: its value, its change, and what was wrong with it when it was sent. */
export function useTextFields<Fields extends object>(
  fields: Fields,
  change: (part: Partial<Fields>) => void,
  error: unknown,
) {
  const { i18n } = useLingui()
  return (field: TextOf<Fields>) => ({
    value: fields[field] as string,
    onChange: (value: string) => change({ [field]: value } as Partial<Fields>),
    error: fieldError(error, field, i18n),
  })
}
