import { Trans, useLingui } from '@lingui/react/macro'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { carrierName, eventWords, KIND_WORDS, PROOF_WORDS } from '../../parcel/words/words.ts'
import { timeline, type Change, type TimelineEntry } from '../../parcel/history/timeline.ts'
import { FIELD_WORDS } from '../../parcel/words/fields.ts'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'

/** The whole history, newest first. Nothing in it is ever erased: what was taken back is struck. */
export function Timeline({ parcel }: { parcel: PackageDetail }) {
  const entries = timeline(parcel.events, parcel)
  const senders =
    useRoute('packages.senders', { id: parcel.id }, { enabled: useMay('audit.read'), refetchOnMount: 'always' }).data
      ?.senders ?? []
  const senderOf = new Map(senders.map(({ eventId, by }) => [eventId, by]))
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">
        <Trans>History</Trans>
      </h2>
      <ol className="timeline">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} senderOf={senderOf} />
        ))}
      </ol>
    </section>
  )
}

/** Who really sent an action, where that is not who acted. */
function SentBy({ name }: { name: string | undefined }) {
  if (name === undefined) return null
  return (
    <p className="row-sub">
      <Trans>
        Sent by <span translate="no">{name}</span>
      </Trans>
    </p>
  )
}

function Entry({ entry, senderOf }: { entry: TimelineEntry; senderOf: ReadonlyMap<string, string> }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  const { takenBack, collected } = entry
  const what = entry.reprint ? <Trans>Label printed again</Trans> : i18n._(eventWords(entry.type, entry.identified))
  return (
    <li className="timeline-entry" data-type={entry.type} data-undone={takenBack !== null || undefined}>
      <p className="timeline-what">{takenBack ? <s>{what}</s> : what}</p>
      {entry.changes.map((change) => (
        <ChangeLine key={change.field} change={change} first={entry.type === 'received'} />
      ))}
      {collected && (
        <p>
          <Trans>
            To <strong translate="no">{collected.by}</strong>
          </Trans>{' '}
          · {i18n._(PROOF_WORDS[collected.proof])}
        </p>
      )}
      {entry.reason !== null && <p className="timeline-reason">{entry.reason}</p>}
      <p className="row-sub">
        <time dateTime={entry.at}>{formats.moment(entry.at)}</time> · <span translate="no">{entry.actor}</span>
        {entry.proof !== null && (
          <> {entry.proof === 'pin' ? <Trans>(with PIN)</Trans> : <Trans>(with badge)</Trans>}</>
        )}{' '}
        · <span translate="no">{entry.desk}</span>
      </p>
      <SentBy name={senderOf.get(entry.id)} />
      {takenBack && (
        <p className="timeline-back">
          <Trans>
            Undone by <span translate="no">{takenBack.by}</span>, {formats.moment(takenBack.at)}
          </Trans>
          {takenBack.reason !== null && <>: {takenBack.reason}</>}
        </p>
      )}
      {takenBack && <SentBy name={senderOf.get(takenBack.id)} />}
    </li>
  )
}

function ChangeLine({ change, first }: { change: Change; first: boolean }) {
  const { i18n } = useLingui()
  const show = useValue(change.field)
  if (first && change.to === null) {
    return (
      <p>
        <Trans>Without an addressee</Trans>
      </p>
    )
  }
  if (first || (change.from === null && change.to !== undefined)) return <p>{show(change.to ?? null)}</p>
  return (
    <p>
      <span className="muted">{i18n._(FIELD_WORDS[change.field])}</span> <del>{show(change.from)}</del>
      {change.to !== undefined && (
        <>
          {' '}
          → <strong>{show(change.to)}</strong>
        </>
      )}
    </p>
  )
}

/** A corrected value as people read it. */
function useValue(field: Change['field']): (value: Change['from']) => string {
  const { i18n, t } = useLingui()
  return (value) => {
    if (value === null || value === '') return field === 'addressee' ? t`nobody yet` : t`none`
    if (field === 'writtenName') return t`“${String(value)}”, as written`
    if (typeof value === 'boolean') return value ? t`yes` : t`no`
    if (field === 'carrier') return carrierName(String(value), i18n)
    if (field === 'kind')
      return i18n._(KIND_WORDS[value as keyof typeof KIND_WORDS] ?? { id: String(value), message: String(value) })
    return String(value)
  }
}
