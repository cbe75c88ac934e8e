import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { isPrinterAddress } from '../../../shared/printing/settings.ts'
import { Button, Form, TextField } from '../../../ui/index.ts'

interface NetworkAddressProps {
  address: string
  isDisabled: boolean
  onChange: (address: string) => void
}

/** The address of a network printer, taken over with Enter or the button. */
export function NetworkAddress({ address, isDisabled, onChange }: NetworkAddressProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(address)
  const text = typed.trim()
  const isGood = isPrinterAddress(text)
  const [tried, setTried] = useState(false)
  const missing = tried && text === ''
  const wrong = text !== '' && !isGood
  return (
    <Form
      className="network-address"
      onSubmit={() => {
        setTried(true)
        if (isGood) onChange(text)
      }}
    >
      <TextField
        label={t`Address of the printer`}
        help={
          <Trans>As shown on its display or settings page, for example 192.168.1.50. Port 9100 if none is given.</Trans>
        }
        value={typed}
        onChange={setTyped}
        isDisabled={isDisabled}
        {...(wrong ? { error: t`Not an address: numbers with dots, or a name` } : {})}
        {...(missing ? { error: t`Type the address first: until then no label can be printed there` } : {})}
      />
      <Button type="submit" isDisabled={isDisabled}>
        <Trans>Use this address</Trans>
      </Button>
    </Form>
  )
}
