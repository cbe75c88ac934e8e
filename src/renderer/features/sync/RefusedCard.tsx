import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Pencil, RotateCw, Trash2 } from 'lucide-react'
import type { RefusedAct } from '../../../shared/contract/sync.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useSend } from '../../window/data/queries.ts'
import { Moment, StatusWord } from '../../parcel/words/spoken.tsx'
import { Button, Form, Panel, TextField } from '../../../ui/index.ts'
import { ActLine } from './ActLine.tsx'
import { COLUMN_WORDS, refusalWords } from '../../project/syncWords.ts'
import type { KeptState } from '../../window/desk/kept.ts'
import { useKept } from '../../window/desk/useKept.ts'
import { Written } from './Written.tsx'

/** Corrections begun and not sent yet, by act: a scan leads away from this screen, and back again. */
const BEGUN: KeptState<Readonly<Record<string, readonly string[]>>> = { start: {} }

/** The corrections of one act, and how they are changed or forgotten. */
function useBegun(id: string) {
  const [{ [id]: values }, set] = useKept(BEGUN)
  return {
    values,
    keep: (next: readonly string[]) => set((all) => ({ ...all, [id]: next })),
    forget: () => set((all) => Object.fromEntries(Object.entries(all).filter(([of]) => of !== id))),
  }
}

/** A refused act: what it was, why it was refused, and the three ways on. */
export function RefusedCard({ act }: { act: RefusedAct }) {
  const { i18n } = useLingui()
  const may = useMay('packages.correct') && act.mayDecide
  const feedback = useFeedback()
  const begun = useBegun(act.id)
  const [wanted, setMode] = useState<'choose' | 'edit' | 'discard'>(begun.values ? 'edit' : 'choose')
  // Another person on duty may have nothing to correct in it.
  const mode = wanted === 'edit' && act.fields.length === 0 ? 'choose' : wanted
  const retry = useSend('sync.retry', {
    onSuccess: () => {
      begun.forget()
      feedback.show({ tone: 'ok', title: <Trans>It is waiting to be sent again</Trans> })
    },
    onError: feedback.fail,
  })
  const discard = useSend('sync.discard', {
    onSuccess: () => feedback.show({ tone: 'ok', title: <Trans>The refused action was discarded</Trans> }),
    onError: feedback.fail,
  })
  const [parcel] = act.packages
  return (
    <Panel tone="attention">
      <ActLine act={act} />
      <p>
        {act.code === 'lifecycle' && act.first ? (
          <First first={act.first} isOneOfMany={act.packageCount > 1} />
        ) : (
          i18n._(refusalWords(act))
        )}
      </p>
      {act.dependants > 0 && (
        <p className="muted small">
          <Plural value={act.dependants} one="# later action depends on it." other="# later actions depend on it." />
        </p>
      )}
      {mode !== 'edit' && act.texts.map((text) => <Written key={text.body} text={text} />)}
      {mode === 'edit' && (
        <EditForm
          act={act}
          isPending={retry.isPending}
          onCancel={() => {
            begun.forget()
            setMode('choose')
          }}
          onSend={(edits) => retry.mutate({ id: act.id, edits })}
        />
      )}
      {mode === 'discard' && (
        <div className="row">
          <span>
            <Trans>Discard it for good? Here and on the server, it will be as if it had never been done.</Trans>
          </span>
          <Button variant="danger" isPending={discard.isPending} onPress={() => discard.mutate({ id: act.id })}>
            <Trans>Discard it</Trans>
          </Button>
          <Button onPress={() => setMode('choose')}>
            <Trans>Keep it</Trans>
          </Button>
        </div>
      )}
      {mode === 'choose' && (
        <div className="row">
          <Button
            icon={RotateCw}
            isDisabled={!may}
            isPending={retry.isPending}
            onPress={() => retry.mutate({ id: act.id })}
          >
            <Trans>Send again</Trans>
          </Button>
          {act.fields.length > 0 && (
            <Button icon={Pencil} isDisabled={!may} onPress={() => setMode('edit')}>
              <Trans>Correct and send</Trans>
            </Button>
          )}
          <Button icon={Trash2} isDisabled={!may} onPress={() => setMode('discard')}>
            <Trans>Discard…</Trans>
          </Button>
          {parcel && act.first?.removed !== true && (
            <Link to="/packages/$id" params={{ id: parcel.id }} className="link">
              <Trans>Open the parcel</Trans>
            </Link>
          )}
          {act.conversationId !== null && (
            <Link to="/messages/$id" params={{ id: act.conversationId }} className="link">
              <Trans>Open the conversation</Trans>
            </Link>
          )}
        </div>
      )}
      {!act.mayDecide && (
        <p className="muted small">
          <Trans>Only {act.actor}, or somebody who may do this action, can send it again or discard it.</Trans>
        </p>
      )}
      <details className="small muted">
        <summary>
          <Trans>For technical support</Trans>
        </summary>
        <p className="code">
          {act.code} {act.detail} {act.id}
        </p>
      </details>
    </Panel>
  )
}

/** Who was first, with what and when. */
function First({ first, isOneOfMany }: { first: NonNullable<RefusedAct['first']>; isOneOfMany: boolean }) {
  const { by, at, to, status, removed, shortNumber } = first
  const which = isOneOfMany && shortNumber !== null ? shortNumber : null
  if (removed && which) return <Trans>Meanwhile the arrival of {which} was undone at another desk.</Trans>
  if (removed) return <Trans>Meanwhile the arrival of this parcel was undone at another desk.</Trans>
  if (status === 'picked_up' && by && at && to && which)
    return (
      <Trans>
        {by} had already handed {which} over to {to} (<Moment at={at} />
        ). Your hand-over of these parcels was not recorded: do it again without {which}.
      </Trans>
    )
  if (status === 'picked_up' && by && at && to)
    return (
      <Trans>
        {by} had already handed it over to {to} (<Moment at={at} />
        ). Your hand-over was not recorded.
      </Trans>
    )
  if (status && by && at && which)
    return (
      <Trans>
        {by} had already changed {which} to “<StatusWord status={status} />” (<Moment at={at} />
        ). Your action was not recorded.
      </Trans>
    )
  if (status && by && at)
    return (
      <Trans>
        {by} had already changed it to “<StatusWord status={status} />” (<Moment at={at} />
        ). Your action was not recorded.
      </Trans>
    )
  return <Trans>Somebody was faster: the parcel’s status no longer allowed it.</Trans>
}

function EditForm({
  act,
  isPending,
  onCancel,
  onSend,
}: {
  act: RefusedAct
  isPending: boolean
  onCancel: () => void
  onSend: (edits: { table: string; id: string; column: string; value: string }[]) => void
}) {
  const { i18n } = useLingui()
  const begun = useBegun(act.id)
  const [values, setValues] = useState<readonly string[]>(() => begun.values ?? act.fields.map(({ value }) => value))
  return (
    <Form
      data-gap="small"
      onSubmit={() => {
        onSend(
          act.fields.flatMap(({ table, id, column, value }, at) =>
            values[at] === value ? [] : [{ table, id, column, value: values[at] ?? '' }],
          ),
        )
      }}
    >
      {act.fields.map(({ table, id, column }, at) => (
        <TextField
          key={`${table} ${id} ${column}`}
          label={i18n._(COLUMN_WORDS[column] ?? { id: column })}
          multiline={column === 'body'}
          value={values[at] ?? ''}
          onChange={(next) => {
            const changed = values.with(at, next)
            begun.keep(changed)
            setValues(changed)
          }}
        />
      ))}
      <div className="row">
        <Button variant="primary" type="submit" isPending={isPending}>
          <Trans>Send as is</Trans>
        </Button>
        <Button onPress={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </Form>
  )
}
