import { Trans, useLingui } from '@lingui/react/macro'
import { Printer } from 'lucide-react'
import { Button, Dialog } from '../../../ui/index.ts'
import { HelpDay } from './HelpDay.tsx'
import { HelpKeys } from './HelpKeys.tsx'
import './help.css'

/** One page for a new colleague: the day in ten lines and every key. It can be printed and hung beside the screen. */
export function Shortcuts({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog wide isOpen={isOpen} onClose={onClose} title={<Trans>Help</Trans>}>
      <div className="help-page">
        <section aria-label={t`The day in ten lines`}>
          <HelpDay />
        </section>
        <section aria-label={t`Keys`}>
          <HelpKeys />
        </section>
      </div>
      <div className="row help-foot">
        <Button onPress={onClose} shortcut="Esc">
          <Trans>Close</Trans>
        </Button>
        <Button variant="plain" icon={Printer} onPress={() => window.print()}>
          <Trans>Print this page</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
