import { Trans } from '@lingui/react/macro'
import type { DeskSettings } from '../../../shared/contract/settings.ts'
import { splitReasons } from '../../../shared/printing/reasons.ts'
import { useChangeDevices } from '../../window/desk/useSettings.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Button, Note } from '../../../ui/index.ts'

interface OutsideProps {
  printer: DeskSettings['printer']
  isDisabled: boolean
}

/** Lets an administrator allow a network printer that does not stand in the building's own network. */
export function Outside({ printer, isDisabled }: OutsideProps) {
  const change = useChangeDevices()
  const may = useMay('settings.anywhere')
  const isNetwork = printer.transport === 'network' && printer.name !== null
  const health = useRoute('printing.check', {}, { enabled: isNetwork, gcTime: 0 }).data
  const isRefused = splitReasons(health?.reason ?? '').includes('outside-network')
  if (!isNetwork || (!isRefused && !printer.anywhere)) return null
  const allow = (anywhere: boolean) => (
    <Button isDisabled={isDisabled || !may} onPress={() => void change({ printer: { ...printer, anywhere } })}>
      {anywhere ? <Trans>Allow this address</Trans> : <Trans>No longer allow it</Trans>}
    </Button>
  )
  return (
    <Note tone={printer.anywhere ? 'known' : 'attention'}>
      {printer.anywhere ? (
        <Trans>An administrator has allowed this address outside of the building’s own network.</Trans>
      ) : (
        <Trans>
          Labels carry names. They go only to port 9100 of a printer in the building’s own network, unless an
          administrator allows this address.
        </Trans>
      )}{' '}
      {allow(!printer.anywhere)}
    </Note>
  )
}
