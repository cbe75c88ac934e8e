import { Fragment } from 'react'
import { Trans } from '@lingui/react/macro'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { CodeUnknownWords } from '../words/CodeUnknownWords.tsx'
import { Moment } from '../words/spoken.tsx'
import type { Feedback } from '../../window/feedback/store.ts'
import { whose } from './whose.tsx'

type CodeOutcome = Extract<ScanOutcome, { kind: 'pickup' | 'unknown_code' | 'codes_paused' }>

/** What is said of a pickup code. */
export function codeAnswer(outcome: CodeOutcome): Feedback {
  if (outcome.kind === 'unknown_code')
    return {
      tone: 'attention',
      title: <Trans>Nothing waits under this pickup code</Trans>,
      detail: <CodeUnknownWords />,
    }
  if (outcome.kind === 'codes_paused')
    return {
      tone: 'attention',
      title: <Trans>Too many wrong pickup codes at this desk</Trans>,
      detail: (
        <Trans>
          Until <Moment at={outcome.until} /> none is read. Open the hand-over by the name or the label.
        </Trans>
      ),
    }
  if (outcome.others.length > 0)
    return {
      tone: 'attention',
      title: <Trans>Several people have this pickup code. Ask for the name or the unit</Trans>,
      detail: [outcome.package, ...outcome.others].map((one, at) => (
        <Fragment key={one.id}>
          {at > 0 && ' · '}
          {one.unit && `${one.unit.number} · `}
          {whose(one)}
        </Fragment>
      )),
    }
  return {
    tone: 'ok',
    about: [{ id: outcome.package.id, is: 'here' }],
    unit: outcome.package.unit?.number ?? null,
    title: <Trans>Pickup code accepted</Trans>,
    detail: whose(outcome.package),
  }
}
