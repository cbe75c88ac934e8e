import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { BellRing, Check, Copy } from 'lucide-react'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useStep } from '../../parcel/acts/useStep.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { STEP_WORDS } from '../../parcel/words/words.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { copyText } from '../../../ui/copyText.ts'
import { NoticeLines } from '../../parcel/notices/Lines.tsx'
import { SlipButton } from '../../parcel/notices/SlipButton.tsx'
import { ToldButton } from '../../parcel/notices/WaysOut.tsx'
import { NoticeTo } from './NoticeTo.tsx'

/** How the notices of a parcel stand; while it waits with the words for the resident, and once it is gone with what was sent. */
export function NoticePanel({ parcel }: { parcel: PackageDetail }) {
  const may = useMay('packages.notify')
  return may && isWaiting(parcel.status) && !parcel.unassigned && !parcel.removed ? (
    <Telling parcel={parcel} />
  ) : (
    <WhatWasSent parcel={parcel} />
  )
}

function WhatWasSent({ parcel }: { parcel: PackageDetail }) {
  const standing = useRoute('notices.ofParcel', { packageId: parcel.id }).data
  if (!standing || standing.lines.length === 0) return null
  return (
    <Panel title={<Trans>Notice</Trans>}>
      <NoticeLines lines={standing.lines} parcel={parcel} sends={standing.sends} />
    </Panel>
  )
}

/** The words for the resident, in their language, to copy or to read out; and whether they were told. */
function Telling({ parcel }: { parcel: PackageDetail }) {
  const { i18n } = useLingui()
  const { fail } = useFeedback()
  const standing = useRoute('notices.ofParcel', { packageId: parcel.id }).data
  const { data: text, error } = useRoute('packages.noticeText', { packageId: parcel.id })
  const send = useStep(parcel)
  const [copied, setCopied] = useState(false)

  const copy = async () => {
    if (!text) return
    try {
      await copyText(`${text.subject}\n\n${text.body}`)
      setCopied(true)
      setTimeout(() => setCopied(false), 4000)
    } catch (failure) {
      fail(failure)
    }
  }
  const told = () => send.mutate({ packageIds: [parcel.id], step: 'notify' })

  return (
    <Panel
      title={<Trans>Notice</Trans>}
      actions={
        <>
          <Button icon={copied ? Check : Copy} isDisabled={!text} onPress={() => void copy()}>
            {copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
          </Button>
          {parcel.steps.includes('notify') && (
            <Button icon={BellRing} isPending={send.isPending} onPress={told}>
              {i18n._(STEP_WORDS.notify)}
            </Button>
          )}
          {!parcel.steps.includes('notify') && standing?.lines.some(({ open }) => open) && (
            <ToldButton parcel={parcel} />
          )}
        </>
      }
    >
      {standing && standing.lines.length > 0 ? (
        <NoticeLines lines={standing.lines} parcel={parcel} sends={standing.sends} />
      ) : (
        parcel.status === 'notified' && (
          <p>
            <strong>
              <Trans>Notified</Trans>
            </strong>
          </p>
        )
      )}
      <p className="row">
        <SlipButton parcel={parcel} size="small" />
      </p>
      {standing?.sends === false && standing.lines.some(({ stand }) => stand === 'waiting') && (
        <p className="muted small">
          <Trans>This desk works alone, so no notice leaves by itself: copy the text, or tell them.</Trans>
        </p>
      )}
      {text && (
        <>
          <p className="row muted small">
            <span>{text.language === 'fr' ? <Trans>Prefers French</Trans> : <Trans>Prefers English</Trans>}</span>
          </p>
          <NoticeTo to={text.to} />
          <blockquote className="notice-text" lang={text.language === 'fr' ? 'fr-CA' : 'en-CA'} translate="no">
            <strong>{text.subject}</strong>
            {text.body.split('\n\n').map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </blockquote>
        </>
      )}
      <ErrorNote error={error ?? send.error} />
    </Panel>
  )
}
