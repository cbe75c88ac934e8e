import { useState } from 'react'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Play } from 'lucide-react'
import type { Request } from '../../../shared/contract/index.ts'
import { showControls } from '../../../shared/text/showControls.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { Button, Panel, Select } from '../../../ui/index.ts'
import { Symbol } from './Symbol.tsx'

interface TestCode {
  id: string
  name: MessageDescriptor
  symbol: Request<'symbols.draw'>['symbol']
  /** What is drawn; `scanned` when the scanner sends something else. */
  text: string
  scanned?: string
  aim: string
}

const GS = '\u001D'
const RS = '\u001E'

/** Made-up labels: shapes and check digits as the carriers publish them. */
const CODES: readonly TestCode[] = [
  { id: 'ups', name: msg`UPS label`, symbol: 'code128', text: '1Z999AA10123456784', aim: ']C0' },
  { id: 'purolator', name: msg`Purolator label`, symbol: 'code128', text: '331426749957', aim: ']C0' },
  {
    id: 'signs',
    name: msg`Characters that layouts garble`,
    symbol: 'code128',
    text: "A1-b2/C3:'q?m]",
    aim: ']C0',
  },
  {
    id: 'gs1',
    name: msg`GS1-128 with separators`,
    symbol: 'gs1-128',
    text: '(402)12345678901234567(421)124H2X1Y4',
    scanned: `40212345678901234567421124H2X1Y4`,
    aim: ']C1',
  },
  {
    id: 'pdf417',
    name: msg`Purolator PDF417, long`,
    symbol: 'pdf417',
    text: 'V01~02|D01~20260704|R01~JEAN TREMBLAY|R04~12 RUE X APT 804|R05~|R06~MONTREAL|R07~H2X1Y4|S01~1|S02~331426749957|B01~1|',
    aim: ']L2',
  },
  {
    id: 'maxicode',
    name: msg`UPS MaxiCode`,
    symbol: 'maxicode',
    text: `[)>${RS}01${GS}96H2X1Y4${GS}124${GS}001${GS}1Z12345675${GS}UPSN${GS}12345E${GS}089${GS}${GS}1/1${GS}5${GS}N${GS}12 RUE X APT 804${GS}MONTREAL${GS}QC${RS}\u0004`,
    aim: ']U1',
  },
]

/** Codes to scan off the screen, or to try without a scanner. */
export function TestCodes() {
  const { t, i18n } = useLingui()
  const { scans } = useDesk()
  const [id, setId] = useState('ups')
  const code = CODES.find((one) => one.id === id) ?? CODES[0]!
  const text = code.scanned ?? code.text
  return (
    <Panel title={<Trans>Test codes</Trans>}>
      <Select
        label={t`Code to show`}
        value={code.id}
        onChange={setId}
        options={CODES.map(({ id, name }) => ({ id, label: i18n._(name) }))}
      />
      <Symbol symbol={code.symbol} text={code.text} />
      <p className="code small break">{showControls(text)}</p>
      <div className="row">
        <Button
          icon={Play}
          onPress={() =>
            void scans.receive({
              text,
              aim: code.aim,
              corrupt: false,
              at: performance.now(),
              via: 'screen',
              wedge: null,
            })
          }
        >
          <Trans>Try it without a scanner</Trans>
        </Button>
        <p className="muted small">
          <Trans>It does what a real scan does. These numbers belong to no parcel.</Trans>
        </p>
      </div>
    </Panel>
  )
}
