import { Trans } from '@lingui/react/macro'
import { Building2, FlaskConical } from 'lucide-react'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { Button, Note } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** In the sample: that nobody here is real, and the way to a building of one's own. */
export function SampleNote() {
  const building = useRoute('session.get', {}).data?.building
  const may = useMay('settings.write')
  const leave = useSend('first.askAgain')
  if (!building?.isSample) return null
  return (
    <>
      <Note
        tone="known"
        icon={FlaskConical}
        actions={
          <Button
            icon={Building2}
            isDisabled={!may}
            isPending={leave.isPending}
            onPress={() => leave.mutate({ buildingId: building.id })}
          >
            <Trans>Begin with mine</Trans>
          </Button>
        }
      >
        <Trans>
          This building is a sample: its people and parcels are invented. When you begin with yours, the sample is put
          away in a folder of its own, with all that was tried in it.
        </Trans>
      </Note>
      <ErrorNote error={leave.error} />
    </>
  )
}
