import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, Import } from 'lucide-react'
import { LINE_STATES, type LineState } from '../../../shared/import/fields.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import { Button, Checkbox, Note, Panel, ToggleGroup } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { RequestFailure } from '../../window/data/bridge.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Gone } from './Gone.tsx'
import { Lines } from './Lines.tsx'
import { Remarks } from './Remarks.tsx'
import { Repeated } from './Repeated.tsx'
import { Running } from './Running.tsx'
import type { ImportState, Mapping } from './useImport.ts'
import { STATE_WORDS } from './words.ts'

type Tab = LineState | 'gone' | 'remarks'

/** What the import will do: who is new, who changes and how, who has to be decided, who is left out, who is gone. */
export function Preview({ state, mapping, back }: { state: ImportState; mapping: Mapping; back: () => void }) {
  const { i18n, t } = useLingui()
  const queries = useQueryClient()
  const { timeZone = 'UTC' } = useTimeDisplay()
  const [tab, setTab] = useState<Tab | null>(null)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [goneOn, setGoneOn] = useState(() => dateIn(timeZone, new Date()))
  const [withoutRefused, setWithoutRefused] = useState(false)
  // What main holds is the newest preview alone: an older answer names lines that it no longer has.
  const preview = useRoute('import.preview', mapping, { gcTime: 0, staleTime: 0 })
  const run = useAct('import.run', {
    says: ({ added, changed, ended }) => ({
      title: <Trans>File imported</Trans>,
      detail: (
        <Trans>
          New: {i18n.number(added)} · Changed: {i18n.number(changed)} · Moved out: {i18n.number(ended)}
        </Trans>
      ),
    }),
    after: state.leave,
  })
  const { data, error } = preview
  if (run.isPending) return <Running />
  const outdated = run.error instanceof RequestFailure && run.error.code === 'PREVIEW_OUTDATED'
  const counts = data?.counts
  const shown: Tab = tab ?? (counts ? (LINE_STATES.find((one) => counts[one] > 0) ?? 'new') : 'new')
  const writes = (counts?.new ?? 0) + (counts?.changed ?? 0) + (data?.newUnits.length ?? 0) + gone.size
  return (
    <div className="stack import import-preview">
      <header className="row spread">
        <h1>
          <Trans>Preview</Trans>{' '}
          <bdi className="muted" translate="no">
            {state.name}
          </bdi>
        </h1>
        <div className="row">
          <Button icon={ArrowLeft} onPress={back}>
            <Trans>Columns</Trans>
          </Button>
          <Button
            variant="primary"
            icon={Import}
            isDisabled={!data || writes === 0 || (data.counts.refused > 0 && !withoutRefused)}
            onPress={() => data && run.mutate({ digest: data.digest, gone: [...gone], goneOn, withoutRefused })}
          >
            <Trans>Import</Trans>
          </Button>
        </div>
      </header>
      <ErrorNote
        error={error ?? run.error}
        actions={
          outdated && (
            <Button
              onPress={() => {
                run.reset()
                void queries.invalidateQueries({ queryKey: ['import.preview'] })
              }}
            >
              <Trans>Make the preview anew</Trans>
            </Button>
          )
        }
      />
      {state.file && <Repeated file={state.file} mapping={mapping} />}
      {!data && !error && (
        <p className="muted" aria-live="polite">
          <Trans>The file is compared with the directory…</Trans>
        </p>
      )}
      {data && counts && (
        <>
          <Panel sunken>
            <div className="stack" data-gap="small">
              <Checkbox isSelected={mapping.makeUnits} onChange={(makeUnits) => state.change({ makeUnits })}>
                {data.newUnits.length > 0 ? (
                  <Plural
                    value={data.newUnits.length}
                    one="Make # unit that the building does not have yet"
                    other="Make # units that the building does not have yet"
                  />
                ) : (
                  <Trans>Make the units that the building does not have yet</Trans>
                )}
                {data.newUnits.length > 0 && (
                  <span className="muted small import-units" translate="no">
                    {' '}
                    {data.newUnits.slice(0, 40).join(', ')}
                    {data.newUnits.length > 40 && '…'}
                  </span>
                )}
              </Checkbox>
              {counts.refused > 0 && !withoutRefused && (
                <Note tone="attention">
                  <Trans>
                    Some rows cannot be taken: “Left out” says why. Correct the file and choose it again, or tick the
                    box below.
                  </Trans>
                </Note>
              )}
              {counts.refused > 0 && (
                <Checkbox isSelected={withoutRefused} onChange={setWithoutRefused}>
                  <Trans>Import the others without the rows that are left out ({i18n.number(counts.refused)})</Trans>
                </Checkbox>
              )}
            </div>
          </Panel>
          {counts.doubtful > 0 && (
            <Note tone="attention">
              <Trans>Some people may be somebody who is here already. Who is not decided stays as they are.</Trans>
            </Note>
          )}
          <ToggleGroup<Tab>
            hideLabel
            isTiles
            label={t`What the import does`}
            value={shown}
            onChange={setTab}
            choices={[
              ...LINE_STATES.map((id) => ({ id, label: i18n._(STATE_WORDS[id]), count: counts[id] })),
              { id: 'gone' as const, label: <Trans>No longer in the file</Trans>, count: data.gone },
              { id: 'remarks' as const, label: <Trans>Cells left aside</Trans>, count: data.remarkCount },
            ]}
          />
          {shown === 'gone' ? (
            <Gone digest={data.digest} total={data.gone} ticked={gone} onTick={setGone} on={goneOn} onDay={setGoneOn} />
          ) : shown === 'remarks' ? (
            <Remarks rows={data.remarks} total={data.remarkCount} />
          ) : (
            <Lines
              key={`${data.digest} ${shown}`}
              digest={data.digest}
              state={shown}
              total={counts[shown]}
              doubts={mapping.doubts}
              onDecide={(doubts) => state.change({ doubts })}
            />
          )}
        </>
      )}
    </div>
  )
}
