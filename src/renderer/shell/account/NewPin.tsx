import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { pinProblem } from '../../../shared/staff/pin.ts'
import { PIN_WORDS } from '../../window/errors/pinWords.ts'
import { TextField } from '../../../ui/index.ts'

export interface TypedPin {
  pin: string
  isGood: boolean
}

/** A new PIN, typed twice; what is wrong with it is said as soon as the field is left, and of an empty one when `isTold`. */
export function NewPin({ onChange, isTold = false }: { onChange: (typed: TypedPin) => void; isTold?: boolean }) {
  const { i18n, t } = useLingui()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [left, setLeft] = useState({ pin: false, again: false })
  const problem = pinProblem(pin)
  const tell = (next: string, repeated: string) =>
    onChange({ pin: next, isGood: pinProblem(next) === null && next === repeated })
  return (
    <>
      <TextField
        label={t`New PIN`}
        help={<Trans>4 to 12 digits that are not easy to guess: no 0000, no 1234.</Trans>}
        type="password"
        inputMode="numeric"
        value={pin}
        onChange={(next) => {
          setPin(next)
          tell(next, again)
        }}
        onBlur={() => setLeft((before) => ({ ...before, pin: true }))}
        {...((isTold || (left.pin && pin !== '')) && problem !== null ? { error: i18n._(PIN_WORDS[problem]) } : {})}
      />
      <TextField
        label={t`The same PIN again`}
        type="password"
        inputMode="numeric"
        value={again}
        onChange={(next) => {
          setAgain(next)
          tell(pin, next)
        }}
        onBlur={() => setLeft((before) => ({ ...before, again: true }))}
        {...((isTold || (left.again && again !== '')) && again !== pin
          ? { error: t`This is not the same as above.` }
          : {})}
      />
    </>
  )
}
