import { Trans } from '@lingui/react/macro'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { request } from '../../window/data/bridge.ts'
import type { Command } from '../../../shared/scan/commands.ts'
import type { FeedbackStore } from '../../window/feedback/store.ts'
import { undoOffer } from '../acts/acts.tsx'
import { answerFor } from './answer.tsx'
import { asIntake, isDoubtful, type IntakeOutcome } from './asIntake.ts'
import type { ScanDeskPorts } from '../../window/scan/scanDesk.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { parcelMeant, printAgain } from './printAgain.tsx'

export interface DefaultPorts {
  feedback: FeedbackStore
  /** The intake takes the parcel, and its page opens. */
  intake: (outcome: IntakeOutcome, scan: Scan) => void
  /** The hand-over of whoever gets the parcel opens, and takes what the scan means to it. */
  handover: (packageId: string, outcome: ScanOutcome, scan: Scan) => Promise<void>
  navigate: (to: string) => void
  currentPath: () => string
  undoLast: () => Promise<void>
  /** Back to where the next scan begins. */
  ready: () => void
  search: (text: string) => void
  now: () => number
  /** Somebody goes on duty by their badge. */
  badge: (text: string) => Promise<void>
  /** Resolves when what was shown last is on the screen. */
  painted: () => Promise<void>
}

/** What a scan does when the work that is open has no better idea: the same on every screen. */
export function createDefaults(ports: DefaultPorts): ScanDeskPorts['byDefault'] {
  const { feedback, navigate } = ports

  const shelve = async (shelf: Extract<ScanOutcome, { kind: 'shelf' }>['shelf']) => {
    const parcel = await parcelMeant(ports.currentPath(), ports.now())
    if (!parcel) return false
    const { actId, package: row } = await request('packages.setShelf', { packageId: parcel, shelfId: shelf.id })
    feedback.show({
      tone: 'ok',
      about: [{ id: row.id, is: 'here' }],
      unit: row.unit?.number ?? null,
      title: <Trans>On shelf {shelf.code}</Trans>,
      detail: <Trans>Parcel {row.shortNumber}</Trans>,
      actions: [
        undoOffer(feedback, actId),
        { label: <Trans>Check this shelf</Trans>, shortcut: 'F12', onPress: () => navigate(`/shelves/${shelf.id}`) },
      ],
    })
    return true
  }

  /** Commands that mean the same on every screen; false leaves it to the words of the answer. */
  const obey = async (command: Command): Promise<boolean> => {
    if (command === 'undo') {
      await ports.undoLast()
      return true
    }
    if (command === 'done') {
      const { confirm } = feedback.shown.get() ?? {}
      confirm?.()
      return confirm !== undefined
    }
    if (command === 'next') ports.ready()
    return command === 'print' && printAgain(feedback, ports.currentPath(), ports.now())
  }

  return async (outcome, scan, turn) => {
    if (outcome.kind === 'command' && (await obey(outcome.command))) return
    if (outcome.kind === 'shelf' && (await shelve(outcome.shelf))) return
    const answer = answerFor(outcome)
    if (isDoubtful(outcome)) {
      const begin = outcome.kind === 'misread' ? <Trans>Register it anyway</Trans> : <Trans>Start an intake</Trans>
      answer.actions = [
        { label: begin, shortcut: 'F12', onPress: () => turn.choose(asIntake(outcome)) },
        { label: <Trans>Search</Trans>, onPress: () => ports.search(outcome.normalised) },
      ]
    }
    feedback.show(answer)
    turn.answered()
    // The banner is the answer: it is painted before the screen behind it is built.
    await ports.painted()
    switch (outcome.kind) {
      case 'badge':
        return outcome.person ? ports.badge(scan.text) : undefined
      case 'intake':
        return ports.intake(outcome, scan)
      case 'hand_over':
        // From a pile, still without addressee: first say whose it is.
        if (outcome.package.unassigned) return navigate(`/packages/${outcome.package.id}`)
        return ports.handover(outcome.package.id, outcome, scan)
      case 'pickup':
        // The same digits of several people say nothing of who stands there: somebody chooses by name.
        if (outcome.others.length > 0) return ports.search(outcome.code)
        return ports.handover(outcome.package.id, outcome, scan)
      case 'shelf':
        return navigate(`/shelves/${outcome.shelf.id}`)
      case 'known':
      case 'lost':
      case 'taken_back':
      case 'gone':
        return navigate(`/packages/${outcome.package.id}`)
      default:
        return undefined
    }
  }
}
