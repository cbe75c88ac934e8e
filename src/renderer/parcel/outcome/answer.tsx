import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { isCommandCode } from '../../../shared/scan/commands.ts'
import type { MisreadFault } from '../../../shared/carriers/index.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import type { Command } from '../../../shared/scan/commands.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { careOf } from '../../../shared/packages/care.ts'
import { faultOf } from './asIntake.ts'
import { codeAnswer } from './codeAnswer.tsx'
import { whose } from './whose.tsx'
import { CareWords } from '../words/CareWords.tsx'
import { CarrierName, LeftWords, Moment } from '../words/spoken.tsx'
import type { Feedback } from '../../window/feedback/store.ts'

/** The number of a parcel that was here and has left. */
const hereBefore = (parcel: PackageRow, number: ReactNode): Feedback => ({
  tone: 'attention',
  title: <Trans>This number has been here before</Trans>,
  detail: (
    <>
      <LeftWords parcel={parcel} />
      {parcel.left === null && (
        <>
          {' · '}
          <Moment at={parcel.receivedAt} />
        </>
      )}
      {' · '}
      {number}
    </>
  ),
})

const withFault = (number: ReactNode, fault: MisreadFault) => (
  <>
    {number} ·{' '}
    {fault === 'cut' ? <Trans>its last characters are missing</Trans> : <Trans>its check digit is wrong</Trans>}
  </>
)

const unitOf = (parcel: PackageRow) => parcel.unit?.number ?? null

const WRONG: Record<Extract<ScanOutcome, { kind: 'wrong_barcode' }>['why'], Pick<Feedback, 'title' | 'detail'>> = {
  routing: {
    title: <Trans>This is the carrier’s routing barcode</Trans>,
    detail: <Trans>Scan the long barcode beside the words “Tracking” or “Repérage”, usually the lowest one.</Trans>,
  },
  postal: {
    title: <Trans>This is only a postal code</Trans>,
    detail: <Trans>Scan the barcode with the tracking number printed under it.</Trans>,
  },
  url: {
    title: <Trans>This is a web link, not a tracking number</Trans>,
    detail: <Trans>Ignore the QR code of the advertising. Scan the striped barcode of the shipping label.</Trans>,
  },
  product: {
    title: <Trans>This is the product’s barcode</Trans>,
    detail: <Trans>It is printed on the box by the shop. Scan the one on the shipping label.</Trans>,
  },
  return_or_other: {
    title: <Trans>This barcode does not say which parcel it is</Trans>,
    detail: <Trans>It may be from a return slip inside. Scan the tracking number on the shipping label.</Trans>,
  },
}

const RESCAN: Record<Extract<ScanOutcome, { kind: 'rescan' }>['why'], Pick<Feedback, 'title' | 'detail'>> = {
  corrupt: {
    title: <Trans>Misread: scan it again</Trans>,
    detail: <Trans>If it keeps happening, check the keyboard layout of the scanner in Settings.</Trans>,
  },
  no_end: {
    title: <Trans>The end of that code may be missing: scan it again</Trans>,
    detail: (
      <Trans>
        If it happens every time, the scanner sends no Enter after a code: set it to, or set it up under Devices.
      </Trans>
    ),
  },
  own_damaged: {
    title: <Trans>Our label is damaged: scan it again</Trans>,
    detail: <Trans>Or type the short number printed under it into the search above.</Trans>,
  },
  too_long: {
    title: <Trans>Two codes ran together: scan one at a time</Trans>,
    detail: <Trans>Nothing was recorded.</Trans>,
  },
}

/** What a command says where no screen has a use for it. */
export const COMMANDS: Record<Command, Feedback> = {
  undo: { tone: 'known', title: <Trans>Undo</Trans> },
  print: {
    tone: 'attention',
    title: <Trans>No label to print</Trans>,
    detail: <Trans>Open a parcel first, or register one.</Trans>,
  },
  done: {
    tone: 'attention',
    title: <Trans>There is nothing to confirm here</Trans>,
    detail: <Trans>It confirms a registration or a hand-over that is on the screen.</Trans>,
  },
  next: { tone: 'ok', title: <Trans>Ready for the next scan</Trans> },
}

/** The words and the tone of each outcome. A screen that claims a scan may show this, or better words of its own. */
export function answerFor(outcome: ScanOutcome): Feedback {
  switch (outcome.kind) {
    case 'intake': {
      const [best] = outcome.candidates
      const number = <span className="code">{best?.trackingNumber ?? outcome.raw}</span>
      if (outcome.previous) return hereBefore(outcome.previous, number)
      const fault = best && faultOf(best.reasons)
      if (best && fault)
        return {
          tone: 'attention',
          title:
            fault === 'cut' ? (
              <Trans>
                Incomplete <CarrierName carrier={best.carrier} /> number: compare it with the label
              </Trans>
            ) : (
              <Trans>
                Misread <CarrierName carrier={best.carrier} /> number: compare it with the label
              </Trans>
            ),
          detail: withFault(number, fault),
        }
      const hit = outcome.addressee?.suggestion?.hit
      const care = hit && careOf(hit)
      return {
        tone: care ? 'attention' : 'ok',
        ...(care && { unit: hit.unitNumber }),
        title:
          outcome.candidates.length === 1 && best ? (
            <Trans>
              New parcel: <CarrierName carrier={best.carrier} />
            </Trans>
          ) : (
            <Trans>New parcel: choose the carrier</Trans>
          ),
        detail: care ? (
          <>
            {hit.name === '' ? (
              <CareWords care={care} />
            ) : (
              <Trans>
                <bdi translate="no">{hit.name}</bdi>: <CareWords care={care} />
              </Trans>
            )}{' '}
            {number}
          </>
        ) : (
          number
        ),
      }
    }
    case 'known':
      return {
        tone: 'known',
        about: [{ id: outcome.package.id, is: 'here' }],
        unit: unitOf(outcome.package),
        title: <Trans>Already here</Trans>,
        detail: (
          <>
            {whose(outcome.package)} · <Moment at={outcome.package.receivedAt} />
          </>
        ),
      }
    case 'hand_over':
      if (outcome.package.unassigned)
        return {
          tone: 'attention',
          title: <Trans>Who is {outcome.package.shortNumber} for? Choose the addressee first</Trans>,
          detail: whose(outcome.package),
        }
      return {
        tone: 'ok',
        about: [{ id: outcome.package.id, is: 'here' }],
        unit: unitOf(outcome.package),
        title: <Trans>Hand over</Trans>,
        detail: whose(outcome.package),
      }
    case 'pickup':
    case 'unknown_code':
    case 'codes_paused':
      return codeAnswer(outcome)
    case 'gone':
      return {
        tone: 'attention',
        about: [{ id: outcome.package.id, is: outcome.package.status }],
        unit: unitOf(outcome.package),
        title: isWaiting(outcome.package.status) ? (
          <Trans>Already here</Trans>
        ) : (
          <Trans>This parcel has already left</Trans>
        ),
        detail: (
          <>
            <LeftWords parcel={outcome.package} /> · {whose(outcome.package)}
          </>
        ),
      }
    case 'lost':
      return {
        tone: 'attention',
        about: [{ id: outcome.package.id, is: outcome.package.status }],
        unit: unitOf(outcome.package),
        title: <Trans>Reported missing, but here it is</Trans>,
        detail: (
          <>
            {whose(outcome.package)} · <Moment at={outcome.package.receivedAt} />
          </>
        ),
      }
    case 'taken_back':
      return {
        tone: 'attention',
        unit: unitOf(outcome.package),
        title: <Trans>The registration of this label was undone</Trans>,
        detail: <Trans>If the parcel is here after all, scan the carrier’s barcode to register it again.</Trans>,
      }
    case 'badge':
      return outcome.person
        ? { tone: 'known', title: <Trans>Badge of {outcome.person.name}</Trans> }
        : {
            tone: 'attention',
            title: <Trans>Nobody here has this badge</Trans>,
            detail: <Trans>An administrator gives it to its owner under “Staff”. It is not a parcel.</Trans>,
          }
    case 'shelf':
      return {
        tone: 'known',
        title: <Trans>Shelf {outcome.shelf.code}</Trans>,
        detail: <Trans>Scan everything that lies on it.</Trans>,
      }
    case 'command':
      return COMMANDS[outcome.command]
    case 'not_ours':
      if (isCommandCode(outcome.code))
        return {
          tone: 'error',
          title: <Trans>This command code is not from this building</Trans>,
          detail: (
            <Trans>Nothing was done. Make this building’s sheet in the settings, and throw the other one away.</Trans>
          ),
        }
      return {
        tone: 'error',
        title: <Trans>This label is not from this building</Trans>,
        detail: <Trans>It may come from another building or an old test. Scan the carrier’s barcode instead.</Trans>,
      }
    case 'wrong_barcode':
      return { tone: 'error', ...WRONG[outcome.why] }
    case 'rescan':
      return { tone: 'error', ...RESCAN[outcome.why] }
    case 'misread': {
      const number = <span className="code">{outcome.normalised}</span>
      if (outcome.previous) return hereBefore(outcome.previous, number)
      return {
        tone: 'error',
        title:
          outcome.fault === 'cut' ? (
            <Trans>
              Incomplete <CarrierName carrier={outcome.carrier} /> number: scan it again
            </Trans>
          ) : (
            <Trans>
              Misread <CarrierName carrier={outcome.carrier} /> number: scan it again
            </Trans>
          ),
        detail: withFault(number, outcome.fault),
      }
    }
    case 'unknown': {
      const number = <span className="code">{outcome.normalised}</span>
      if (outcome.previous) return hereBefore(outcome.previous, number)
      return { tone: 'attention', title: <Trans>No carrier’s numbers look like this</Trans>, detail: number }
    }
  }
}
