import { useLingui } from '@lingui/react/macro'
import { errorWords } from './errors.ts'
import { useTimeDisplay } from '../data/useTimeDisplay.ts'

/** The sentence of a refusal, in the language of the moment. */
export function ErrorWords({ error }: { error: unknown }) {
  const { i18n } = useLingui()
  return <>{i18n._(errorWords(error, useTimeDisplay()))}</>
}
