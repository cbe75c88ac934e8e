import { Plural, Trans } from '@lingui/react/macro'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { undoOffer } from '../../parcel/acts/acts.tsx'
import type { Feedback, FeedbackAction, FeedbackStore } from '../../window/feedback/store.ts'
import { answerFor } from '../../parcel/outcome/answer.tsx'
import { ErrorWords } from '../../window/errors/ErrorWords.tsx'
import { duplicateOf } from '../../window/errors/errors.ts'
import { CarrierName } from '../../parcel/words/spoken.tsx'
import type { Care } from '../../../shared/packages/care.ts'
import { CareWords } from '../../parcel/words/CareWords.tsx'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import type { IntakeDesk, IntakeNews } from './intakeDesk.ts'

interface Means {
  feedback: FeedbackStore
  intake: IntakeDesk
  open: (packageId: string) => void
}

/** Carrier and end of the number: enough to know which box is meant. */
export function WhichParcel({ carrier, trackingNumber }: { carrier: string; trackingNumber: string | null }) {
  return (
    <>
      <CarrierName carrier={carrier} />
      {trackingNumber !== null && (
        <>
          {' '}
          <TrackingNumber number={trackingNumber} short />
        </>
      )}
    </>
  )
}

function Registered({ row, printing, care }: { row: PackageRow; printing: boolean; care: Care | null }) {
  return (
    <>
      {care && (
        <>
          <CareWords care={care} />{' '}
        </>
      )}
      {row.resident ? <bdi translate="no">{row.resident.name}</bdi> : <WhichParcel {...row} />}
      {' · '}
      {printing ? <Trans>its label is printing</Trans> : <Trans>no label was printed</Trans>}
    </>
  )
}

const openOther = ({ id, shortNumber }: { id: string; shortNumber: string }, open: Means['open']): FeedbackAction => ({
  label: <Trans>Open {shortNumber}</Trans>,
  onPress: () => open(id),
})

/** That a number comes again, and as what it was here. */
export function HereBefore({ parcel: { shortNumber, receivedAt } }: { parcel: PackageRow }) {
  const formats = useFormats()
  return (
    <Trans>
      This number was here on {formats.moment(receivedAt)}, as {shortNumber}.
    </Trans>
  )
}

/** What the banner says about the intake. */
export function sayIntake(news: IntakeNews, { feedback, intake, open }: Means): Feedback {
  switch (news.kind) {
    case 'registered': {
      const { row } = news
      const actions = [undoOffer(feedback, news.actId)]
      if (row.unassigned) {
        return {
          tone: 'attention',
          about: [{ id: row.id, is: 'here' }],
          unit: null,
          title: <Trans>Registered as {row.shortNumber}, without an addressee</Trans>,
          detail: (
            <>
              {row.writtenName !== null && (
                <>
                  <Trans>
                    “<bdi translate="no">{row.writtenName}</bdi>”
                  </Trans>
                  {' · '}
                </>
              )}
              {news.printing ? (
                <Trans>It is under “To identify”; its label is printing.</Trans>
              ) : (
                <Trans>It is under “To identify”. Write {row.shortNumber} on the box.</Trans>
              )}
            </>
          ),
          actions,
        }
      }
      return {
        tone: news.care ? 'attention' : 'ok',
        about: [{ id: row.id, is: 'here' }],
        unit: row.unit?.number ?? null,
        title: <Trans>Registered as {row.shortNumber}</Trans>,
        detail: <Registered row={row} printing={news.printing} care={news.care} />,
        actions,
      }
    }
    case 'parked':
      return {
        tone: 'attention',
        about: [{ id: news.row.id, is: 'here' }],
        unit: null,
        title: <Trans>{news.row.shortNumber} is kept without an addressee</Trans>,
        detail: (
          <>
            <WhichParcel {...news.row} />
            {' · '}
            {news.by === 'scan' ? (
              <Trans>The new scan is open. The other one waits under “To identify”.</Trans>
            ) : (
              <Trans>It is the first one to identify in this pile.</Trans>
            )}
            {news.printing && (
              <>
                {' '}
                <Trans>Its label is printing: stick it on that box.</Trans>
              </>
            )}
          </>
        ),
      }
    case 'piled':
      return {
        // It is kept like the others: whoever scans a pile is not stopped, but hears that this one wants a look.
        about: [{ id: news.row.id, is: 'here' }],
        tone: news.previous ? 'attention' : 'ok',
        title: news.previous ? (
          <HereBefore parcel={news.previous} />
        ) : (
          <>
            <Plural value={news.scanned} one="# scanned" other="# scanned" />
            {', '}
            <Plural value={news.toIdentify} one="# to identify" other="# to identify" />
          </>
        ),
        detail: (
          <>
            {news.row.shortNumber} · <WhichParcel {...news.row} />
          </>
        ),
        actions: [...(news.previous ? [openOther(news.previous, open)] : []), undoOffer(feedback, news.actId)],
      }
    case 'assigned':
      return {
        tone: news.care ? 'attention' : 'ok',
        about: [{ id: news.row.id, is: 'here' }],
        unit: news.row.unit?.number ?? null,
        title:
          news.toIdentify === 0 ? (
            <Trans>{news.row.shortNumber}: the last one is identified</Trans>
          ) : (
            <Plural
              value={news.toIdentify}
              one={`${news.row.shortNumber} is identified, # to go`}
              other={`${news.row.shortNumber} is identified, # to go`}
            />
          ),
        detail: <Registered row={news.row} printing={news.printing} care={news.care} />,
        actions: [undoOffer(feedback, news.actId)],
      }
    case 'failed': {
      const { draft, error } = news
      const duplicate = duplicateOf(error)
      return {
        tone: 'error',
        title: <ErrorWords error={error} />,
        ...(draft && { detail: <WhichParcel {...draft} /> }),
        ...(duplicate && { actions: [openOther(duplicate, open)] }),
      }
    }
    case 'typed': {
      const { outcome } = news
      if (!outcome)
        return {
          tone: 'attention',
          title: <Trans>This is one of our codes, not a tracking number</Trans>,
          detail: <Trans>Type the number that the carrier printed, or leave the field empty.</Trans>,
        }
      if (outcome.kind === 'misread')
        return {
          tone: 'attention',
          title:
            outcome.fault === 'cut' ? (
              <Trans>
                A <CarrierName carrier={outcome.carrier} /> number is longer: compare it with the label
              </Trans>
            ) : (
              <Trans>
                A <CarrierName carrier={outcome.carrier} /> number has another check digit: compare it with the label
              </Trans>
            ),
          detail: <span className="code">{outcome.normalised}</span>,
        }
      const other = outcome.kind === 'known' || outcome.kind === 'lost' ? outcome.package : null
      return { ...answerFor(outcome), ...(other && { actions: [openOther(other, open)] }) }
    }
    case 'again':
      return {
        tone: 'known',
        title: <Trans>This parcel is already in hand</Trans>,
        detail: <Trans>Say who it is for, or scan the next one.</Trans>,
      }
    case 'dropped':
      return {
        tone: 'known',
        silent: true,
        title: <Trans>Nothing was registered</Trans>,
        detail: <WhichParcel {...news.draft} />,
        actions: [{ label: <Trans>Resume it</Trans>, onPress: () => intake.resume(news.draft) }],
      }
  }
}
