import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Circle, CircleCheck, CircleMinus } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { AddShelves } from '../../parcel/shelf/AddShelves.tsx'
import { useRoute } from '../../window/data/queries.ts'
import { LabelTry } from './LabelTry.tsx'
import { ScannerTry } from './ScannerTry.tsx'
import { StepWays } from './StepWays.tsx'
import { STEP_WORDS } from './steps.ts'

type Step = Response<'setup.get'>['steps'][number]

const ICONS = { done: CircleCheck, missing: Circle, not_needed: CircleMinus } as const

/** One step: how it stands, why it matters while it is missing, and the ways to it. */
export function StepRow({ step, isNext }: { step: Step; isNext: boolean }) {
  const { i18n } = useLingui()
  const row = useRef<HTMLLIElement>(null)
  // The step that comes next is one key away, unless the hands are elsewhere.
  useEffect(() => {
    if (!isNext) return undefined
    const timer = setTimeout(() => {
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body || activeElement.matches('main'))
        row.current?.querySelector<HTMLElement>('.button[data-variant="primary"]')?.focus()
    }, 50)
    return () => clearTimeout(timer)
  }, [isNext])
  const [isAdding, add] = useState(false)
  const { id, state } = step
  const { label, why } = STEP_WORDS[id]
  const Icon = ICONS[state]
  return (
    <li
      ref={row}
      className="readiness-step"
      data-state={state}
      data-next={isNext || undefined}
      aria-current={isNext ? 'step' : undefined}
    >
      <Icon className="readiness-icon" size={24} aria-hidden />
      <div className="readiness-words">
        <h2>
          {i18n._(label)} <StateWords state={state} />
        </h2>
        {state === 'done' ? <What step={step} /> : <p className="muted">{i18n._(why)}</p>}
        {id === 'scanner' && <ScannerTry isHeard={state === 'missing'} />}
        {id === 'label' && <LabelTry />}
        {isAdding && (
          <div className="readiness-form">
            <AddShelves onDone={() => add(false)} />
          </div>
        )}
      </div>
      <StepWays step={step} isNext={isNext} isAdding={isAdding} onAdd={() => add(true)} />
    </li>
  )
}

/** The circle says it to the eye; that somebody decided so is said to everybody. */
function StateWords({ state }: { state: Step['state'] }): ReactNode {
  if (state === 'not_needed')
    return (
      <span className="readiness-state">
        <Trans context="step">not needed here</Trans>
      </span>
    )
  return (
    <span className="visually-hidden">
      {state === 'done' ? <Trans context="step">done</Trans> : <Trans context="step">missing</Trans>}
    </span>
  )
}

/** What is there, of a step that is done. */
function What({ step: { id, count } }: { step: Step }) {
  const session = useRoute('session.get', {}).data
  const n = count ?? 0
  const words: Partial<Record<Step['id'], ReactNode>> = {
    building: session && (
      <bdi translate="no">
        {session.building.name}, {session.building.address}
      </bdi>
    ),
    units: <Plural value={n} one="# unit" other="# units" />,
    residents: <Plural value={n} one="# resident" other="# residents" />,
    shelves: <Plural value={n} one="# shelf" other="# shelves" />,
    team: <Plural value={n} one="# person works here" other="# people work here" />,
  }
  return words[id] ? <p className="muted">{words[id]}</p> : null
}
