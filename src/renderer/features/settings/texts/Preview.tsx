import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { makeOwnCode } from '../../../../shared/scan/ownCode.ts'
import { emailTexts } from '../../../../shared/notices/email.ts'
import { exampleFacts } from '../../../../shared/notices/example.ts'
import type { NoticeFacts } from '../../../../shared/notices/facts.ts'
import { smsParts, smsRoom } from '../../../../shared/notices/gsm7.ts'
import { smsText } from '../../../../shared/notices/short.ts'
import type { NoticeTexts } from '../../../../shared/notices/words.ts'
import { Panel, ToggleGroup } from '../../../../ui/index.ts'
import { LabelPreview } from '../../../parcel/label/LabelPreview.tsx'
import { useRoute } from '../../../window/data/queries.ts'
import type { About } from './about.ts'
import { LetterFrame } from './LetterFrame.tsx'
import { useSettled } from './useSettled.ts'

type Seen = 'email' | 'plain' | 'sms' | 'slip'

/** Where an end of e-mails is offered, each letter has a link of its own. */
const STOP = 'https://…'
const SEVERAL: NoticeFacts['parcels'] = [
  { shortNumber: 'A47', carrier: 'purolator', perishable: true },
  { shortNumber: 'A48', carrier: 'ups', perishable: false },
  { shortNumber: 'B12', carrier: 'canada_post', perishable: false },
]

/** What comes of the texts, with an invented person and parcel. */
export function Preview({ about: { kind, language, building }, texts }: { about: About; texts: NoticeTexts }) {
  const { t } = useLingui()
  const [chosen, setSeen] = useState<Seen>('email')
  const [count, setCount] = useState<'one' | 'several'>('one')
  const seen = chosen === 'slip' && kind !== 'arrived' ? 'email' : chosen
  const facts = exampleFacts(language, kind, building, ...(count === 'several' ? [SEVERAL] : []))
  const letter = emailTexts(facts, texts, { stop: STOP, picture: useCodePicture(facts) })
  return (
    <Panel title={<Trans>What comes of it</Trans>}>
      <div className="row">
        <ToggleGroup<Seen>
          hideLabel
          label={t`What is shown`}
          choices={[
            { id: 'email', label: t`Email` },
            { id: 'plain', label: t`Email as plain text` },
            { id: 'sms', label: t`Text message` },
            ...(kind === 'arrived'
              ? [{ id: 'slip' as const, label: t({ message: 'Slip', context: 'paper at the door' }) }]
              : []),
          ]}
          value={seen}
          onChange={setSeen}
        />
        {seen !== 'slip' && (
          <ToggleGroup<'one' | 'several'>
            hideLabel
            label={t`How many parcels`}
            choices={[
              { id: 'one', label: t`One parcel` },
              { id: 'several', label: t`Several parcels` },
            ]}
            value={count}
            onChange={setCount}
          />
        )}
      </div>
      {(seen === 'email' || seen === 'plain') && (
        <p className="letter-subject">
          <span className="muted">
            <Trans>Subject</Trans>
          </span>{' '}
          <strong lang={language}>{letter.subject}</strong>
        </p>
      )}
      {seen === 'email' && <LetterFrame html={letter.html} title={t`The email as it arrives`} />}
      {seen === 'plain' && (
        <p className="letter-plain" lang={language}>
          {letter.text}
        </p>
      )}
      {seen === 'sms' && <Sms text={smsText(facts, texts.sms)} language={language} />}
      {seen === 'slip' && <SlipPreview language={language} text={texts.slip} />}
    </Panel>
  )
}

/** The QR code of the invented pickup code. */
function useCodePicture({ pickupCode, kind }: NoticeFacts): string | null {
  const text = makeOwnCode('pickup', pickupCode)
  const { data } = useRoute('symbols.draw', { symbol: 'qrcode', text })
  return data && kind !== 'problem' ? `data:image/svg+xml,${encodeURIComponent(data.svg)}` : null
}

function Sms({ text, language }: { text: string; language: string }) {
  const { used, room } = smsRoom(text)
  return (
    <>
      <p className="sms-bubble" lang={language}>
        {text}
      </p>
      <p className="muted small">
        <Plural value={smsParts(text)} one="# text message" other="# text messages" />
        {' · '}
        <Trans>
          {used} of {room} letters
        </Trans>
      </p>
    </>
  )
}

function SlipPreview({ language, text }: { language: 'fr' | 'en'; text: string }) {
  const settled = useSettled(text)
  return <LabelPreview subject={{ kind: 'slipText', language, text: settled }} />
}
