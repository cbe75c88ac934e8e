import { useDeferredValue, useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useRoute } from '../../window/data/queries.ts'
import { EventWord, Moment } from '../../parcel/words/spoken.tsx'
import { Button, Form, Kbd, TextField } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { undoAct, type Act } from '../../parcel/acts/acts.tsx'
import { useDesk } from '../../window/desk/useDesk.ts'
import { settingLabel } from '../../features/settings/words.ts'
import { NewsLine } from './NewsLine.tsx'
import { RECENT_ACTS } from '../../../shared/screens/first.ts'
import { READY, signal } from '../../window/desk/signals.ts'
import { useMay } from '../../window/data/useMay.ts'

/** As many as are in sight of a window of the usual height: the others are drawn after the console's first frame. */
const IN_SIGHT = 12

/** What was done last, newest first, with the way back. */
export function LastActs() {
  const acts = useRoute('acts.recent', RECENT_ACTS)
  const whole = useDeferredValue(true, false)
  const rows = whole ? acts.data : acts.data?.slice(0, IN_SIGHT)
  const first = acts.data?.find(({ undo }) => undo === 'now')
  return (
    <aside className="acts" aria-labelledby="acts-title">
      <NewsLine />
      <div className="acts-head">
        <h2 id="acts-title">
          <Trans>Recent activity</Trans>
        </h2>
      </div>
      <ErrorNote error={acts.error} />
      {acts.data?.length === 0 && (
        <p className="muted acts-none">
          <Trans>What you register, move and hand over appears here, and can be undone.</Trans>
        </p>
      )}
      <ol className="acts-list">
        {rows?.map((act) => (
          <ActRow key={act.actId} act={act} isFirst={act.actId === first?.actId} />
        ))}
      </ol>
    </aside>
  )
}

function ActRow({ act, isFirst }: { act: Act; isFirst: boolean }) {
  const { t } = useLingui()
  const { feedback } = useDesk()
  const mayLate = useMay('acts.undo_late')
  const [asking, setAsking] = useState(false)
  const [first, ...others] = act.packages
  // A file changes so many that the first of them would say something else.
  const isImport = act.type === 'directory_imported'
  const person = isImport ? undefined : act.people[0]
  return (
    <li className="act" data-undone={act.undone || undefined}>
      <span className="act-unit">
        {(first ?? person)?.unit ??
          (isImport || (person && person.unitId === null && person.residentId === null) ? '' : '?')}
      </span>
      <span className="act-what">
        <span className="act-name">
          {isImport ? null : person ? (
            <ActPerson person={person} />
          ) : first && first.name !== null ? (
            <bdi translate="no">{first.name}</bdi>
          ) : first?.unit ? (
            <Trans>The unit, no name</Trans>
          ) : (
            <em>
              <Trans>To identify</Trans>
            </em>
          )}
        </span>
        <span className="act-title">
          <EventWord type={act.type} identified={act.identified} />
          <SettingNames keys={act.settings} />
        </span>
        <span className="act-facts">
          {first && (
            <Link to="/packages/$id" params={{ id: first.id }} className="act-link">
              {first.shortNumber}
            </Link>
          )}
          {others.length > 0 && (
            <>
              {' '}
              <Plural value={others.length} one="and # more" other="and # more" />
            </>
          )}
          {act.people.length > 1 && <MorePeople count={act.people.length - 1} />}
          {(first || act.people.length > 1) && ' · '}
          <Moment at={act.at} />
          {act.undone && (
            <>
              {' · '}
              <Trans>undone</Trans>
            </>
          )}
        </span>
      </span>
      {act.undo === 'now' && (
        <Button
          size="small"
          variant="plain"
          icon={Undo2}
          aria-label={isFirst ? t`Undo F9` : t`Undo`}
          onPress={() => void undoAct(feedback, act.actId).then(() => signal.send(READY))}
        >
          {isFirst ? <Kbd>F9</Kbd> : undefined}
        </Button>
      )}
      {act.undo === 'reason' && mayLate && !asking && (
        <Button
          size="small"
          variant="plain"
          icon={Undo2}
          aria-label={t`Undo with a reason`}
          onPress={() => setAsking(true)}
        />
      )}
      {asking && <UndoReason act={act} onDone={() => setAsking(false)} />}
    </li>
  )
}

/** Which settings of the building were changed, as the screen of the settings calls them. */
function SettingNames({ keys }: { keys: readonly string[] }) {
  const { i18n } = useLingui()
  const names = keys.flatMap((key) => {
    const label = settingLabel(key)
    return label ? [i18n._(label)] : []
  })
  if (names.length === 0) return null
  return <span className="act-settings">{names.join(', ')}</span>
}

/** So many are named beside an act at most. */
const NAMED = 50

function MorePeople({ count }: { count: number }) {
  if (count + 1 >= NAMED) return <Trans>and many more</Trans>
  return <Plural value={count} one="and # more" other="and # more" />
}

/** Whom a change of the directory was about, with the way to their page. */
function ActPerson({ person: { residentId, unitId, name, unit } }: { person: Act['people'][number] }) {
  if (residentId === null)
    return unitId === null ? (
      <bdi translate="no">{name}</bdi>
    ) : (
      <Link to="/units/$id" params={{ id: unitId }} className="act-link">
        <Trans>Unit {unit}</Trans>
      </Link>
    )
  return (
    <Link to="/residents/$id" params={{ id: residentId }} className="act-link">
      <bdi translate="no">{name}</bdi>
    </Link>
  )
}

function UndoReason({ act, onDone }: { act: Act; onDone: () => void }) {
  const { feedback } = useDesk()
  const [reason, setReason] = useState('')
  return (
    <Form
      className="act-reason"
      onSubmit={() => {
        void undoAct(feedback, act.actId, reason).then((done) => {
          if (!done) return
          onDone()
          signal.send(READY)
        })
      }}
    >
      {/* eslint-disable-next-line jsx-a11y/no-autofocus -- opened by the person a moment ago */}
      <TextField label={<Trans>Why undo it?</Trans>} value={reason} onChange={setReason} autoFocus />
      <div className="row" data-gap="small">
        <Button size="small" variant="primary" type="submit" isDisabled={reason.trim() === ''}>
          <Trans>Undo</Trans>
        </Button>
        <Button size="small" onPress={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </Form>
  )
}
