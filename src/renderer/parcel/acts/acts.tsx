import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { boxLabels } from '../../../shared/packages/boxLabel.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { OldLabelWords } from '../label/OldLabel.tsx'
import { request } from '../../window/data/bridge.ts'
import { WrittenTo } from '../words/WrittenTo.tsx'
import { EventWord, Moment, RedoneWord, UndoneWord } from '../words/spoken.tsx'
import { ErrorWords } from '../../window/errors/ErrorWords.tsx'
import type { Claim, Feedback, FeedbackAction, FeedbackStore } from '../../window/feedback/store.ts'
import { isOfScreen } from './ofScreen.ts'

export type Act = Response<'acts.recent'>[number]

/** Whom an act on the directory was about, and what of it stays as somebody else left it. */
const aboutPeople = ({
  people,
  kept = [],
}: Pick<Act, 'people'> & Partial<Pick<Response<'acts.undo'>, 'kept'>>): Partial<Feedback> => {
  const [only] = people.length === 1 ? people : []
  if (people.length === 0) return {}
  return {
    // Somebody of the staff and somebody without a home have no unit to show, not one that is still to be found.
    ...(only && only.unit !== null ? { unit: only.unit } : {}),
    ...(kept.length > 0 ? { tone: 'attention' as const } : {}),
    detail: (
      <>
        {people.map(({ residentId, unitId, name }, n) => (
          <bdi key={residentId ?? unitId ?? name} translate="no">
            {n > 0 && ' · '}
            {name}
          </bdi>
        ))}
        {kept.length > 0 && (
          <>
            {' '}
            <Trans>What was changed since, here or at another desk, stays.</Trans>
          </>
        )}
      </>
    ),
  }
}

/** Which parcels an answer is about: the unit on its plate when there is one parcel, the numbers in any case. */
const about = (
  packages: readonly Pick<Act['packages'][number], 'id' | 'shortNumber' | 'unit' | 'name'>[],
  is: Claim['is'] | undefined,
  label: ReactNode = null,
): Partial<Feedback> => {
  const [only] = packages.length === 1 ? packages : []
  return {
    ...(label === null ? {} : { tone: 'attention' as const }),
    ...(only ? { unit: only.unit } : {}),
    detail: only ? (
      <>
        {only.shortNumber}
        {only.name !== null && (
          <>
            {' · '}
            <bdi translate="no">{only.name}</bdi>
          </>
        )}
        {label !== null && <> · {label}</>}
      </>
    ) : (
      packages.map(({ shortNumber }) => shortNumber).join(' · ')
    ),
    ...(is === undefined ? {} : { about: packages.map(({ id }): Claim => ({ id, is })) }),
  }
}

/** After a change of addressee was undone or redone: the label that no longer fits, if the box carries one. */
async function oldLabel(type: Act['type'], [parcel]: readonly { id: string }[]): Promise<ReactNode> {
  if (type !== 'addressee_changed' || !parcel) return null
  // What is not known is not said; the act itself stands.
  const detail = await request('packages.get', { id: parcel.id }).catch(() => null)
  if (!detail || !isWaiting(detail.status)) return null
  const labels = boxLabels(detail.events)
  return labels.wrong.length === 0 ? null : <OldLabelWords labels={labels} isNewPrinting={false} />
}

/** How parcels stand when such an act is redone. */
const STANDS: Partial<Record<Act['type'], Claim['is']>> = {
  received: 'here',
  handed_over: 'picked_up',
  forwarded: 'forwarded',
  returned: 'returned',
  lost: 'lost',
  held: 'on_hold',
}

/** The undo that an answer offers for its own act. */
export const undoOffer = (feedback: FeedbackStore, actId: string): FeedbackAction => ({
  label: <Trans>Undo</Trans>,
  key: 'F9',
  undoes: actId,
  onPress: () => void undoAct(feedback, actId),
})

/** Undoes an act and says so. */
export async function undoAct(feedback: FeedbackStore, actId: string, reason = ''): Promise<boolean> {
  try {
    const { actId: undo, undone, packages, written, ...directory } = await request('acts.undo', { actId, reason })
    feedback.show({
      tone: 'ok',
      title: <UndoneWord type={undone} />,
      // What was undone waits here again, but for a registration and for what was lost before.
      ...about(
        packages,
        undone === 'received' || undone === 'found' ? undefined : 'here',
        await oldLabel(undone, packages),
      ),
      ...aboutPeople(directory),
      ...(written.length > 0 && { tone: 'attention', detail: <WrittenTo names={written} /> }),
      actions: [{ label: <Trans>Redo</Trans>, shortcut: 'Shift+F9', onPress: () => void redoAct(feedback, undo) }],
    })
    return true
  } catch (error) {
    feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
    return false
  }
}

/** Does again what an undo took back, and says so. */
export async function redoAct(feedback: FeedbackStore, undoActId: string): Promise<void> {
  try {
    const { actId, redone, packages, ...directory } = await request('acts.redo', { actId: undoActId })
    feedback.show({
      tone: 'ok',
      title: <RedoneWord type={redone} />,
      ...about(packages, STANDS[redone], await oldLabel(redone, packages)),
      ...aboutPeople(directory),
      actions: [undoOffer(feedback, actId)],
    })
  } catch (error) {
    feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
  }
}

/** A hand-over is proof that somebody has their parcel: one key or one label alone never takes it back. */
function askUndo(feedback: FeedbackStore, { actId, packages }: Act): void {
  const confirm = () => void undoAct(feedback, actId)
  feedback.show({
    tone: 'attention',
    title: <Trans>Undo the hand-over?</Trans>,
    ...about(packages, 'picked_up'),
    confirm,
    actions: [{ label: <Trans>Undo the hand-over</Trans>, shortcut: 'F12', onPress: confirm }],
  })
}

/** What was done on another screen is named before it is taken back: nobody sees it here. */
function askElsewhere(feedback: FeedbackStore, act: Act, path: string): void {
  const confirm = () => void undoAct(feedback, act.actId)
  const what = { ...about(act.packages, undefined), ...aboutPeople(act) }
  feedback.show({
    ...what,
    tone: 'attention',
    title: (
      <Trans>
        F9 again undoes: <EventWord type={act.type} identified={act.identified} />
      </Trans>
    ),
    detail: (
      <>
        {what.detail}
        {' · '}
        <Moment at={act.at} />
        {path.startsWith('/messages') && (
          <>
            {' · '}
            <Trans>A sent message cannot be undone.</Trans>
          </>
        )}
      </>
    ),
    confirm,
    actions: [undoOffer(feedback, act.actId)],
  })
}

/**
 * F9: undoes what the banner offers to undo, else the newest act that may be undone without a reason. What neither the banner
 * nor the screen of `path` shows is named first.
 */
export async function undoLastAct(feedback: FeedbackStore, path: string): Promise<void> {
  try {
    const offered = feedback.shown.get()?.actions?.find(({ undoes }) => undoes !== undefined)?.undoes
    const acts = (await request('acts.recent', { limit: 30 })).filter(({ undo }) => undo === 'now')
    const last = acts.find(({ actId }) => actId === offered) ?? acts[0]
    if (last?.type === 'handed_over') askUndo(feedback, last)
    else if (last && last.actId !== offered && !isOfScreen(last, path)) askElsewhere(feedback, last, path)
    else if (last) await undoAct(feedback, last.actId)
    else
      feedback.show({
        tone: 'attention',
        title: <Trans>Nothing to undo</Trans>,
        detail: <Trans>What was done in the last ten minutes can be undone.</Trans>,
      })
  } catch (error) {
    feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
  }
}

/** Shift+F9: does again what was undone last. */
export async function redoLastUndo(feedback: FeedbackStore): Promise<void> {
  try {
    const acts = await request('acts.recent', { limit: 30 })
    const last = acts.find(({ redo }) => redo)
    if (last) await redoAct(feedback, last.actId)
    else
      feedback.show({
        tone: 'attention',
        title: <Trans>Nothing to redo</Trans>,
        detail: (
          <Trans>
            What was undone in the last ten minutes can be redone, as long as nothing was done with the parcel since.
          </Trans>
        ),
      })
  } catch (error) {
    feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
  }
}

/** F9 and Shift+F9 while something is being written: nothing is done, and the way to do it is said. */
export function sayWriting(feedback: FeedbackStore, key: 'F9' | 'Shift+F9', path: string): void {
  feedback.show(
    key === 'F9'
      ? {
          tone: 'attention',
          title: <Trans>Nothing was undone: you are typing</Trans>,
          detail: <Trans>F9 undoes the last action. To do that, press Esc first, or the button here.</Trans>,
          actions: [{ label: <Trans>Undo</Trans>, onPress: () => void undoLastAct(feedback, path) }],
        }
      : {
          tone: 'attention',
          title: <Trans>Nothing was redone: you are typing</Trans>,
          detail: <Trans>Shift+F9 redoes what was undone last. To do that, press Esc first, or the button here.</Trans>,
          actions: [{ label: <Trans>Redo</Trans>, onPress: () => void redoLastUndo(feedback) }],
        },
  )
}
