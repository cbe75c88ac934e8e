import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Response } from '../../../shared/contract/index.ts'
import { BELONGING_WORDS } from '../../parcel/words/belongings.ts'
import { useFormats } from '../../parcel/words/useFormats.ts'

type Belonging = Response<'residents.get'>['belongings'][number]

/** What it is, its plate or number, and what to know of it; `of`: whose it is. */
export function BelongingText({ one, of }: { one: Belonging; of?: ReactNode }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  const said = [one.place, one.note].filter((part) => part !== '').join(' · ')
  return (
    <span className="row-main">
      <span className="row-title">
        {i18n._(BELONGING_WORDS[one.kind])} <bdi translate="no">{one.name}</bdi>
      </span>
      <span className="row-sub">
        {of}
        {of !== undefined && (said !== '' || one.from !== null) && ' · '}
        <bdi>{said}</bdi>
        {said !== '' && (one.from !== null || one.to !== null) && ' · '}
        {one.to !== null ? (
          <Trans>returned on {formats.date(one.to)}</Trans>
        ) : (
          one.from !== null && <Trans>since {formats.date(one.from)}</Trans>
        )}
      </span>
    </span>
  )
}
