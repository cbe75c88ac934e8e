import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Merge, Users } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Chip } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { PhoneNumber } from '../../parcel/addressee/PhoneNumber.tsx'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { DUPLICATE_WORDS } from './reasonWords.ts'

type Pair = Response<'residents.duplicates'>[number]
type Entry = Pair['one']

/** One of two entries: what tells whether they are one person. */
export function LikeEntry({ entry }: { entry: Entry }) {
  const formats = useFormats()
  return (
    <div className="like-entry">
      <UnitBadge unit={entry.unit} size="row" />
      <span className="row-main">
        <Link to="/residents/$id" params={{ id: entry.id }} className="row-title">
          <bdi translate="no">{entry.name}</bdi>
        </Link>
        {entry.phones.map((phone) => (
          <PhoneNumber key={`${phone.typed} ${phone.extension}`} phone={phone} />
        ))}
        {entry.email !== null && <span translate="no">{entry.email}</span>}
        <span className="row-sub">
          <Plural value={entry.parcels} _0="no parcel yet" one="# parcel" other="# parcels" />
          {entry.confirmedOn !== null && (
            <>
              {' · '}
              <Trans>confirmed on {formats.date(entry.confirmedOn)}</Trans>
            </>
          )}
        </span>
      </span>
    </div>
  )
}

/** The reasons, each as a word of its own. */
export function Reasons({ reasons }: { reasons: Pair['reasons'] }) {
  const { i18n } = useLingui()
  return (
    <span className="row" data-gap="small">
      {reasons.map((reason) => (
        <Chip key={reason} tone="attention">
          {i18n._(DUPLICATE_WORDS[reason])}
        </Chip>
      ))}
    </span>
  )
}

const useMerge = (nameOf: (id: string) => string) =>
  useAct('residents.merge', {
    says: (_, { into }) => ({
      title: <Trans>Entries merged</Trans>,
      detail: <bdi translate="no">{nameOf(into)}</bdi>,
    }),
  })

function TwoPeople({ one, other }: Pick<Pair, 'one' | 'other'>) {
  const apart = useAct('residents.tellApart', {
    says: () => ({ title: <Trans>Noted: they are two people</Trans> }),
  })
  return (
    <Button
      size="small"
      variant="plain"
      icon={Users}
      isPending={apart.isPending}
      onPress={() => apart.mutate({ one: one.id, other: other.id })}
    >
      <Trans>They are two people</Trans>
    </Button>
  )
}

/** An entry that may be of the person whose page is open. */
export function LikeThis({ pair: { one, other, reasons }, may }: { pair: Pair; may: boolean }) {
  const merge = useMerge(() => one.name)
  return (
    <div className="like-pair">
      <Reasons reasons={reasons} />
      <LikeEntry entry={other} />
      {may && (
        <div className="row" data-gap="small">
          <Button
            size="small"
            icon={Merge}
            isPending={merge.isPending}
            onPress={() => merge.mutate({ id: other.id, into: one.id })}
          >
            <Trans>The same person</Trans>
          </Button>
          <TwoPeople one={one} other={other} />
        </div>
      )}
    </div>
  )
}

/** Two entries that may be one person, and what a person decides about them. */
export function LikePair({ pair: { one, other, reasons }, may }: { pair: Pair; may: boolean }) {
  const { t } = useLingui()
  const merge = useMerge((id) => (id === one.id ? one.name : other.name))
  const keep = (kept: Entry, double: Entry) => (
    <Button
      size="small"
      icon={Merge}
      isPending={merge.isPending}
      aria-label={t`One person: keep this entry (${kept.name}, ${kept.unit ?? ''})`}
      onPress={() => merge.mutate({ id: double.id, into: kept.id })}
    >
      <Trans>One person: keep this entry</Trans>
    </Button>
  )
  return (
    <div className="like-pair">
      <Reasons reasons={reasons} />
      <div className="like-entries">
        {[one, other].map((entry) => (
          <div key={entry.id} className="stack" data-gap="small">
            <LikeEntry entry={entry} />
            {may && <div>{keep(entry, entry === one ? other : one)}</div>}
          </div>
        ))}
      </div>
      {may && <TwoPeople one={one} other={other} />}
    </div>
  )
}
