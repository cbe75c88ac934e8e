import { Trans } from '@lingui/react/macro'
import { CalendarOff, Forward, UserCheck } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Panel } from '../../../ui/index.ts'
import { useFormats } from '../../parcel/words/useFormats.ts'

/** Who else may collect, and when the person is away. */
export function Permissions({ person }: { person: Response<'residents.get'> }) {
  return (
    <>
      <Panel title={<Trans>May pick up for them</Trans>}>
        {person.authorisations.length === 0 ? (
          <p className="muted">
            <Trans>Nobody else. A pickup code from the notice works for anyone they give it to.</Trans>
          </p>
        ) : (
          <ul className="stack" data-gap="small">
            {person.authorisations.map((one) => (
              <li key={`${one.name} ${one.from}`} className="permission" data-over={!one.active || undefined}>
                <UserCheck size={20} aria-hidden />
                <span className="row-main">
                  <span className="row-title" translate="no">
                    {one.name}
                  </span>
                  <span className="row-sub">
                    <Span from={one.from} to={one.to} />
                    {!one.active && (
                      <>
                        {' · '}
                        <Trans>not today</Trans>
                      </>
                    )}
                    {one.note !== '' && <> · {one.note}</>}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {person.absences.length > 0 && (
        <Panel title={<Trans>Absences</Trans>}>
          <ul className="stack" data-gap="small">
            {person.absences.map((one) => (
              <li key={`${one.from} ${one.to}`} className="permission" data-over={!one.active || undefined}>
                {one.kind === 'forward' ? <Forward size={20} aria-hidden /> : <CalendarOff size={20} aria-hidden />}
                <span className="row-main">
                  <span className="row-title">
                    <Span from={one.from} to={one.to} />
                  </span>
                  <span className="row-sub">
                    {one.kind === 'forward' ? <Trans>Forward parcels</Trans> : <Trans>Keep parcels here</Trans>}
                    {one.note !== '' && <> · {one.note}</>}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function Span({ from, to }: { from: string | null; to: string | null }) {
  const formats = useFormats()
  if (from === null && to === null) return <Trans>Always</Trans>
  if (from === null) return <Trans>until {formats.date(to!)}</Trans>
  if (to === null) return <Trans>from {formats.date(from)}</Trans>
  return (
    <Trans>
      {formats.date(from)} to {formats.date(to)}
    </Trans>
  )
}
