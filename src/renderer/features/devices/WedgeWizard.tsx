import { useEffect, useRef, useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Keyboard } from 'lucide-react'
import { showControls } from '../../../shared/text/showControls.ts'
import { END_KEYS } from '../../../shared/wedge/keys.ts'
import { learnGun, suggestMaxGap } from '../../../shared/wedge/learn.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { useChangeDevices, useSettings } from '../../window/desk/useSettings.ts'
import { LAYOUT_WORDS } from '../../parcel/words/words.ts'
import { Button, Kbd, Note, Panel } from '../../../ui/index.ts'
import { Symbol } from './Symbol.tsx'

/** Signs that every layout has in another place, so that only one reading can be right. */
const CODE = "A1-b2/C3:'q?m]"

/** Sets a typing scanner up from one scan: its layout, its pace, and how it ends. */
export function WedgeWizard({ isDisabled }: { isDisabled: boolean }) {
  const { scans } = useDesk()
  const [open, setOpen] = useState(false)
  const [scan, setScan] = useState<Scan | null>(null)
  useEffect(() => (open ? scans.divert(setScan) : undefined), [open, scans])
  // In a low window the answer lies below the code that was scanned.
  const found = useRef<HTMLDivElement>(null)
  useEffect(() => (scan ? found.current?.scrollIntoView({ block: 'nearest' }) : undefined), [scan])
  const end = () => {
    setOpen(false)
    setScan(null)
  }
  return (
    <Panel
      title={<Trans>Scanner that types like a keyboard</Trans>}
      actions={
        !open && (
          <Button icon={Keyboard} isDisabled={isDisabled} onPress={() => setOpen(true)}>
            <Trans>Set it up with one scan</Trans>
          </Button>
        )
      }
    >
      {!open && (
        <p className="muted">
          <Trans>
            One code reveals its keyboard layout, its pace and its last key, whatever the computer is set to.
          </Trans>
        </p>
      )}
      {open && (
        <section className="trial pairing">
          <p>
            <Trans>Scan this code. Nothing is recorded meanwhile.</Trans>
          </p>
          <Symbol symbol="code128" text={CODE} />
          <div ref={found} aria-live="polite" className="stack" data-gap="small">
            {!scan && (
              <p className="muted">
                <Trans>Waiting for the scan…</Trans>
              </p>
            )}
            {scan && <Found scan={scan} onDone={end} />}
          </div>
          <Button variant="plain" onPress={end}>
            <Trans>Stop</Trans>
          </Button>
        </section>
      )}
    </Panel>
  )
}

function Found({ scan, onDone }: { scan: Scan; onDone: () => void }) {
  const { i18n } = useLingui()
  const change = useChangeDevices()
  const settings = useSettings()
  const { wedge } = scan
  if (!wedge || !settings)
    return (
      <Note>
        <Trans>This one did not type: it is in HID POS mode and needs nothing here.</Trans>
      </Note>
    )
  const gun = learnGun(wedge.presses, CODE)
  const maxGapMs = suggestMaxGap(wedge.presses)
  const requireTerminator = wedge.terminator !== 'silence'
  if (!gun)
    return (
      <Note tone="error">
        <p>
          <Trans>
            No keyboard layout explains what came. Was it this code? Else reset the scanner to its factory settings.
          </Trans>
        </p>
        <p className="code">{showControls(wedge.text)}</p>
      </Note>
    )
  const { layout, before, after } = gun
  if (before !== '' || after !== '')
    return (
      <Note tone="attention">
        <Trans>
          It adds signs of its own to each code, so no code would be recognised. Switch them off in the scanner (its
          manual calls them prefix and suffix), then scan this code again.
        </Trans>
        <p className="code">
          {before !== '' && <mark>{showControls(before)}</mark>}
          {CODE}
          {after !== '' && <mark>{showControls(after)}</mark>}
        </p>
      </Note>
    )
  return (
    <Note
      tone={requireTerminator ? 'ok' : 'attention'}
      actions={
        <Button
          variant="primary"
          onPress={() => {
            void change({ scanner: { ...settings.scanner, layout, maxGapMs, requireTerminator } })
            onDone()
          }}
        >
          <Trans>Use these settings</Trans>
        </Button>
      }
    >
      <ul className="plain-list">
        <li>
          <Trans>Layout: {i18n._(LAYOUT_WORDS[layout])}</Trans>
        </li>
        <li>
          <Trans>Longest pause between two keys: {maxGapMs} ms</Trans>
        </li>
        <li>
          {wedge.terminator === 'silence' ? (
            <Trans>
              Sends no key at the end: set it to send <Kbd>Enter</Kbd> after each code (its manual calls it suffix CR),
              then scan this code again. Without it, a code that lost its end passes for a whole one.
            </Trans>
          ) : (
            <Trans>
              Ends with <Kbd>{END_KEYS[wedge.terminator]}</Kbd>
            </Trans>
          )}
        </li>
      </ul>
    </Note>
  )
}
