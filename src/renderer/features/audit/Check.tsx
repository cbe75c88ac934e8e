import { useEffect } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleStop, FilePen, ShieldCheck } from 'lucide-react'
import { ENOUGH_DIGITS, inGroups } from '../../../shared/audit/fingerprint.ts'
import type { AuditVerdict } from '../../../shared/audit/verdict.ts'
import { formatCount } from '../../../ui/format.ts'
import { Button, Note, Panel } from '../../../ui/index.ts'
import { saveFile } from '../../messages/saveFile.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { BREAK_WORDS } from './words.ts'

/** How the log stands, and the check of all of it. */
export function Check() {
  const { i18n } = useLingui()
  const status = useRoute('audit.status', {})
  const verify = useSend('audit.verify')
  const stop = useSend('audit.stop')
  const page = useSend('audit.stateFile', { onSuccess: saveFile })
  // A check that nobody waits for any more ends with the screen.
  const { mutate: stopNow } = stop
  useEffect(() => () => stopNow({}), [stopNow])
  const { head, sent, entries = 0 } = status.data ?? {}
  return (
    <Panel title={<Trans>Is the log whole?</Trans>}>
      <div className="row spread">
        <div>
          <p>
            <Plural value={entries} one="# entry" other="# entries" />
            {head && (
              <>
                {' · '}
                <Trans>
                  the last one: <Moment at={head.at} />
                </Trans>
              </>
            )}
          </p>
          <p className="muted">
            {sent ? (
              <Trans>
                The project keeps the log up to entry {formatCount(sent.seq, i18n.locale)} (<Moment at={sent.at} />
                ).
              </Trans>
            ) : (
              <Trans>
                Without a project, keep the signed page elsewhere: its fingerprint proves later that nothing before it
                was changed.
              </Trans>
            )}
          </p>
        </div>
        <Button icon={ShieldCheck} isPending={verify.isPending} onPress={() => verify.mutate({})}>
          <Trans>Check the log</Trans>
        </Button>
      </div>
      {head && (
        <div className="row spread">
          <dl className="audit-head">
            <dt>
              <Trans>Fingerprint of entry {formatCount(head.seq, i18n.locale)}</Trans>
            </dt>
            <dd className="number" translate="no">
              {inGroups(head.hash.slice(0, ENOUGH_DIGITS))}
            </dd>
          </dl>
          <Button
            icon={FilePen}
            isPending={page.isPending}
            onPress={() => page.mutate({ language: i18n.locale === 'fr' ? 'fr' : 'en' })}
          >
            <Trans>Save the page to sign</Trans>
          </Button>
        </div>
      )}
      {verify.isPending && <Progress onStop={() => stopNow({})} />}
      <div aria-live="polite">{verify.data && <Verdict verdict={verify.data} />}</div>
      <ErrorNote error={status.error ?? verify.error ?? page.error} />
    </Panel>
  )
}

function Progress({ onStop }: { onStop: () => void }) {
  const { t } = useLingui()
  const { data } = useRoute('audit.progress', {}, { refetchInterval: 250, staleTime: 0 })
  return (
    <div className="row spread">
      <progress
        className="audit-progress"
        aria-label={t`Progress of the check`}
        value={data?.done ?? 0}
        max={Math.max(1, data?.of ?? 1)}
      />
      <Button icon={CircleStop} onPress={onStop}>
        <Trans>Stop</Trans>
      </Button>
    </div>
  )
}

function Verdict({ verdict: { broken, entries, anchors, restored } }: { verdict: AuditVerdict }) {
  const { i18n } = useLingui()
  if (broken)
    return (
      <Note tone="error">
        <strong>
          <Trans>The log is broken at place {formatCount(broken.seq, i18n.locale)}.</Trans>
        </strong>{' '}
        {i18n._(BREAK_WORDS[broken.kind])}{' '}
        {broken.provenUpTo !== null && (
          <Trans>Up to entry {formatCount(broken.provenUpTo, i18n.locale)} it agrees with the project.</Trans>
        )}{' '}
        <Trans>Keep a copy of the data folder as it is, and tell an administrator.</Trans>
      </Note>
    )
  return (
    <Note tone="ok">
      <strong>
        <Plural
          value={entries}
          one="The log is whole: # entry was checked."
          other="The log is whole: # entries were checked."
        />
      </strong>{' '}
      {anchors.given > 0 && (
        <Plural
          value={anchors.met}
          one="It agrees with # state that the project confirmed."
          other="It agrees with # states that the project confirmed."
        />
      )}
      {restored.length > 0 && (
        <>
          {' '}
          <Plural
            value={restored.length}
            one="It goes on after # restored backup."
            other="It goes on after # restored backups."
          />
        </>
      )}
    </Note>
  )
}
