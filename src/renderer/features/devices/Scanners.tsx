import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Copy, ScanBarcode, Trash2 } from 'lucide-react'
import type { ScannersStatus } from '../../../shared/contract/scanners.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useSend } from '../../window/data/queries.ts'
import { Button, Chip, Note, Panel, type Tone } from '../../../ui/index.ts'
import { copyText } from '../../../ui/copyText.ts'
import { Keyboards } from './Keyboards.tsx'
import { Pairing } from './Pairing.tsx'

type Device = ScannersStatus['devices'][number]

const TONES: Readonly<Record<Device['state'], Tone>> = {
  ready: 'ok',
  new: 'attention',
  denied: 'error',
  failed: 'error',
}

/** The scanners that are plugged in, and setting up a new one. */
export function Scanners({ status, isDisabled }: { status: ScannersStatus; isDisabled: boolean }) {
  const feedback = useFeedback()
  const pair = useSend('scanners.pair', { onError: feedback.fail })
  const { devices, pairing } = status
  const isNew = devices.some(({ state }) => state === 'new')
  return (
    <Panel
      title={<Trans>Scanners</Trans>}
      actions={
        !pairing && (
          <Button
            icon={ScanBarcode}
            variant={isNew ? 'primary' : 'quiet'}
            isDisabled={isDisabled || devices.every(({ state }) => state === 'denied' || state === 'failed')}
            isPending={pair.isPending}
            onPress={() => pair.mutate({})}
          >
            <Trans>Set up a scanner</Trans>
          </Button>
        )
      }
    >
      <ProcessNote process={status.process} />
      {pairing && <Pairing pairing={pairing} />}
      {devices.length > 0 && (
        <ul className="rows">
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} isDisabled={isDisabled} />
          ))}
        </ul>
      )}
      {status.rule && <Rule rule={status.rule} />}
      {devices.length === 0 && status.process.state === 'running' && (
        <Note>
          <Trans>
            No scanner in HID POS mode is plugged in. A scanner that types like a keyboard works all the same, as long
            as this window is in front.
          </Trans>
        </Note>
      )}
      <Keyboards keyboards={status.keyboards} />
    </Panel>
  )
}

function DeviceRow({ device, isDisabled }: { device: Device; isDisabled: boolean }) {
  const { t } = useLingui()
  const feedback = useFeedback()
  const { vendorId, productId, serial, name, state } = device
  const forget = useSend('scanners.forget', { onError: feedback.fail })
  return (
    <li className="row-item device-row">
      <span className="row-main">
        <span className="row-title">{name || <Trans>Scanner without a name</Trans>}</span>
        <span className="row-sub">
          <span className="code">
            {hex(vendorId)}:{hex(productId)}
          </span>
          {serial !== '' && (
            <>
              {' · '}
              <Trans>serial number {serial}</Trans>
            </>
          )}
          {device.layout !== null && (
            <>
              {' · '}
              <Trans>way of sending: {device.layout}</Trans>
            </>
          )}
        </span>
      </span>
      <Chip tone={TONES[state]}>
        {state === 'ready' && <Trans>ready</Trans>}
        {state === 'new' && <Trans>not set up yet</Trans>}
        {state === 'denied' && <Trans>no permission</Trans>}
        {state === 'failed' && <Trans>does not open</Trans>}
      </Chip>
      {state === 'ready' && (
        <Button
          variant="plain"
          icon={Trash2}
          isDisabled={isDisabled}
          aria-label={t`Forget how ${name} sends codes`}
          onPress={() => forget.mutate({ vendorId, productId, serial })}
        />
      )}
    </li>
  )
}

function ProcessNote({ process }: { process: ScannersStatus['process'] }) {
  switch (process.state) {
    case 'off':
    case 'starting':
      return (
        <p className="muted">
          <Trans>Looking for scanners…</Trans>
        </p>
      )
    case 'restarting':
      return (
        <Note tone="attention">
          <Trans>
            The program that reads scanners stopped and is being restarted. The console is not affected, and a scanner
            in keyboard mode works meanwhile.
          </Trans>
        </Note>
      )
    case 'unusable':
      return (
        <Note tone="error">
          <Trans>
            Scanners in HID POS mode cannot be read on this computer. Switch the scanner to keyboard mode: it then works
            in this window.
          </Trans>
          <p className="small code">{process.detail}</p>
        </Note>
      )
    case 'running':
      return null
  }
}

/** What the person who looks after this computer has to install, once. */
function Rule({ rule }: { rule: NonNullable<ScannersStatus['rule']> }) {
  const [copied, setCopied] = useState(false)
  return (
    <Note
      tone="error"
      actions={
        <Button icon={Copy} onPress={() => void copyText(rule.command).then(() => setCopied(true))}>
          {copied ? <Trans>Copied</Trans> : <Trans>Copy the line</Trans>}
        </Button>
      }
    >
      <p>
        <Trans>
          This computer does not let the console open the scanner. Ask the person who manages it to run this line once,
          in a terminal; the scanner then works without being plugged in again.
        </Trans>
      </p>
      <pre className="device-command code">{rule.command}</pre>
    </Note>
  )
}

const hex = (id: number): string => id.toString(16).padStart(4, '0')
