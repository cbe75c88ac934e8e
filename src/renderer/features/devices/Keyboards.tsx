import { useState } from 'react'
import { Trans } from '@lingui/react/macro'
import { Keyboard } from 'lucide-react'
import type { ScannersStatus } from '../../../shared/contract/scanners.ts'
import { Button, Note } from '../../../ui/index.ts'
import { Symbol } from './Symbol.tsx'

type KeyboardScanner = ScannersStatus['keyboards'][number]

/** Scanners that type: they work, and this is how to make them better. */
export function Keyboards({ keyboards }: { keyboards: readonly KeyboardScanner[] }) {
  return (
    <>
      {keyboards.map((scanner) => (
        <KeyboardScannerNote key={`${scanner.vendorId}:${scanner.productId}`} scanner={scanner} />
      ))}
      {keyboards.length > 1 && (
        <Note tone="attention">
          <Trans>
            Two scanners in keyboard mode type into each other when both are used at once. Switch them to HID POS.
          </Trans>
        </Note>
      )}
    </>
  )
}

function KeyboardScannerNote({ scanner }: { scanner: KeyboardScanner }) {
  const [open, setOpen] = useState(false)
  const { name, maker, program } = scanner
  return (
    <Note
      tone="known"
      icon={Keyboard}
      actions={
        <Button onPress={() => setOpen(!open)} aria-expanded={open}>
          {open ? <Trans>Leave it as it is</Trans> : <Trans>How to switch it</Trans>}
        </Button>
      }
    >
      <p>
        <strong>{name}</strong> · <Trans>types like a keyboard: it works while this window is in front.</Trans>
      </p>
      {open && (
        <div className="stack" data-gap="small">
          <p>
            <Trans>
              In HID POS mode it also works while another window is in front, does not mix with other scanners, and no
              keyboard layout can garble a code.
            </Trans>
          </p>
          {program === null ? (
            <p>
              <Trans>
                Scan the setup code “USB HID POS” of the {maker} manual, then come back here: the scanner appears above.
                Some inexpensive scanners have no such mode; they stay as they are.
              </Trans>
            </p>
          ) : (
            <>
              <p>
                <Trans>Scan this setup code once, then set the scanner up above:</Trans>
              </p>
              <Symbol symbol="code128" text={program} program />
            </>
          )}
        </div>
      )}
    </Note>
  )
}
