import { Trans, useLingui } from '@lingui/react/macro'
import { ShieldAlert } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useRoute } from '../../window/data/queries.ts'

/** What weakens this run of the program, said as long as it runs, with the way out. */
export function RuntimeWarnings() {
  const { t } = useLingui()
  const warnings = useRoute('app.status', {}).data?.warnings ?? []
  if (warnings.length === 0) return null
  return (
    <DialogTrigger>
      <AriaButton className="status-item status-button" data-tone="attention">
        <ShieldAlert size={16} aria-hidden />
        <Trans>Test build</Trans>
      </AriaButton>
      <Popover className="popover runtime-warnings" placement="top start">
        <Dialog aria-label={t`Why this is a test build`}>
          {warnings.includes('older_runtime') && (
            <p>
              <Trans>
                This program runs on an older Electron, which has known security holes. It is for trying out: it cannot
                be connected to a project. Install the packaged program for a real building.
              </Trans>
            </p>
          )}
          {warnings.includes('no_sandbox') && (
            <p>
              <Trans>
                It was started as root, where Chromium has no sandbox: what a damaged page does reaches the whole
                computer. Start it as an ordinary user.
              </Trans>
            </p>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
