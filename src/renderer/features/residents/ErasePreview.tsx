import type { ReactNode } from 'react'
import { Plural, Trans } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { Panel } from '../../../ui/index.ts'
import { useFormats } from '../../parcel/words/useFormats.ts'

type Preview = Response<'privacy.preview'>

/** What an erasure takes away, what stays and why, and where it has to reach. */
export function ErasePreview({ preview: { reaches, copies, desks } }: { preview: Preview }) {
  const formats = useFormats()
  const gone: [keyof Preview['reaches'], ReactNode][] = [
    [
      'entries',
      <Trans key="entries">Name, email, telephones, emergency contact, notes, needs and all else of the entry</Trans>,
    ],
    ['homes', <Plural key="homes" value={reaches.homes} one="# home" other="# homes" />],
    [
      'collectors',
      <Plural key="collectors" value={reaches.collectors} one="# authorisation" other="# authorisations" />,
    ],
    ['absences', <Plural key="absences" value={reaches.absences} one="# absence" other="# absences" />],
    [
      'parcels',
      <Plural
        key="parcels"
        value={reaches.parcels}
        one="Of # parcel: the name on the label, the note, the scanned barcode"
        other="Of # parcels: the names on labels, the notes, the scanned barcodes"
      />,
    ],
    [
      'handOvers',
      <Plural
        key="handOvers"
        value={reaches.handOvers}
        one="Of # hand-over: who picked up, and the signature"
        other="Of # hand-overs: who picked up, and the signatures"
      />,
    ],
    ['messages', <Plural key="messages" value={reaches.messages} one="# message" other="# messages" />],
    ['files', <Plural key="files" value={reaches.files} one="# file of messages" other="# files of messages" />],
    [
      'changes',
      <Plural
        key="changes"
        value={reaches.changes}
        one="What # change of the entry said, before and after"
        other="What # changes of the entry said, before and after"
      />,
    ],
    [
      'others',
      <Plural
        key="others"
        value={reaches.others}
        one="# place where their name stands with somebody else"
        other="# places where their name stands with somebody else"
      />,
    ],
  ]
  return (
    <div className="erase-panels">
      <Panel title={<Trans>What goes</Trans>}>
        <ul className="erase-list">
          {gone
            .filter(([what]) => reaches[what] > 0)
            .map(([what, words]) => (
              <li key={what}>{words}</li>
            ))}
        </ul>
      </Panel>
      <Panel title={<Trans>What stays, and why</Trans>}>
        <ul className="erase-list">
          <li>
            <Trans>
              Parcels with day, carrier, tracking number, unit and status: proof of delivery for the three years in
              which somebody may claim one.
            </Trans>
          </li>
          <li>
            <Trans>What happened when and by which of the staff, without names of residents: reports count on.</Trans>
          </li>
          <li>
            <Trans>That somebody was erased, when and by whom, without the name.</Trans>
          </li>
        </ul>
      </Panel>
      <Panel title={<Trans>How far it reaches</Trans>}>
        <ul className="erase-list">
          <li>
            <Trans>This desk: at once, with search, actions that wait, drafts, labels and files.</Trans>
          </li>
          <li>
            <Trans>The project: with the next sync, in every table and in its storage of files.</Trans>
          </li>
          {desks.length > 0 && (
            <li>
              <Trans>Other desks ({desks.join(', ')}): with their next sync, also after days offline.</Trans>
            </li>
          )}
          <li>
            <Trans>
              Backups of this desk ({copies.count}): deleted by {formats.date(copies.until)} at the latest. A restore of
              one before carries the erasure out again.
            </Trans>
          </li>
          <li>
            <Trans>Not: files that somebody exported or printed, and backups that the host of the project makes.</Trans>
          </li>
        </ul>
      </Panel>
    </div>
  )
}
