import { useParams } from '@tanstack/react-router'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { ParcelMessages } from './ParcelMessages.tsx'
import { AddresseePanel } from './AddresseePanel.tsx'
import { DetailsPanel } from './DetailsPanel.tsx'
import { HandedOver } from './HandedOver.tsx'
import { LabelPanel } from './LabelPanel.tsx'
import { NoticePanel } from './NoticePanel.tsx'
import { PackageHead } from './PackageHead.tsx'
import { Timeline } from './Timeline.tsx'
import './packages.css'

/** Everything about one parcel, and everything that can be done with it now. */
export function PackageScreen() {
  const { id } = useParams({ from: '/packages/$id' })
  const mayRead = useMay('messages.read')
  const { data, error } = useRoute('packages.get', { id })
  if (error) return <ErrorNote error={error} />
  if (!data) return null
  return (
    <div className="stack parcel" data-gap="large" key={id}>
      <PackageHead parcel={data} />
      <div className="panel-columns parcel-columns">
        <div className="stack">
          {data.handover && <HandedOver handover={data.handover} />}
          {data.telling === 'failed' && <NoticePanel parcel={data} />}
          <AddresseePanel parcel={data} />
          <DetailsPanel parcel={data} />
          {data.telling !== 'failed' && <NoticePanel parcel={data} />}
          {mayRead && <ParcelMessages packageId={id} />}
          <LabelPanel parcel={data} />
        </div>
        <Timeline parcel={data} />
      </div>
    </div>
  )
}
