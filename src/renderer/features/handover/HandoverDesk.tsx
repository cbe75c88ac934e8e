import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { PackageOpen, X } from 'lucide-react'
import { Button, EmptyState, Form, Note, Panel } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { CodeUnknownWords } from '../../parcel/words/CodeUnknownWords.tsx'
import { RequestFailure } from '../../window/data/bridge.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { Collectors } from './Collectors.tsx'
import { collectorAt, type Opening } from './collectors.ts'
import { HandoverDone } from './HandoverDone.tsx'
import { ParcelTicks } from './ParcelTicks.tsx'
import { PROOF_ORDER, ProofChoice } from './ProofChoice.tsx'
import type { Target } from './target.ts'
import { useHandover, useHandovers } from './useHandover.ts'
import { Whose } from './Whose.tsx'

export interface HandoverDeskProps {
  target: Target
  opened: Opening
}

/** The focus goes where the choice goes, so that the ring and the mark tell the same; a code is typed in its field. */
function focusProof(form: HTMLElement | null, proof: string): void {
  const field = proof === 'code' ? form?.querySelector<HTMLElement>('.proof-code input') : null
  const choice = form?.querySelector<HTMLElement>(`[data-proof] input[value='${proof}']`)
  ;(field ?? choice)?.focus()
}

/** The focus goes to what is missing: where a text is asked for, into its field, not onto the choice that opened it. */
function focusLack(form: HTMLElement | null, lacks: string): void {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>(`[data-lacks='${lacks}'] input`) ?? [])]
  const field = fields.find(({ type }) => type !== 'radio') ?? fields.find(({ checked }) => checked) ?? fields[0]
  field?.focus()
}

const isWrongCode = (error: unknown): boolean => error instanceof RequestFailure && error.code === 'WRONG_PICKUP_CODE'

/** One page: the person, what waits for them, who came, and the proof. Enter completes it. */
export function HandoverDesk({ target, opened }: HandoverDeskProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const handovers = useHandovers()
  const handover = useHandover(target, opened)
  const { other, tries, lacks } = handover
  const begunWith = useRef(handover.proof)
  const triedBefore = useRef(tries)
  const form = useRef<HTMLFormElement>(null)
  const leave = () => {
    handover.drop()
    void navigate({ to: '/handover', search: {} })
  }

  // The first thing that a person still has to say is the proof.
  useEffect(() => focusProof(form.current, begunWith.current ?? PROOF_ORDER[0]), [])
  useEffect(() => {
    if (tries !== triedBefore.current && lacks !== null) focusLack(form.current, lacks)
    triedBefore.current = tries
  }, [tries, lacks])
  useEffect(() => () => handovers.closed(target), [handovers, target])

  const onKeyDown = (event: KeyboardEvent) => {
    const digit = Number(/^Digit([1-9])$/.exec(event.code)?.[1])
    if (!digit || event.metaKey || event.altKey === event.ctrlKey) return
    const proof = event.altKey ? PROOF_ORDER[digit - 1] : undefined
    const who = event.ctrlKey ? collectorAt(digit, opened.collectors) : null
    if (proof) {
      handover.setProof(proof)
      focusProof(form.current, proof)
    } else if (who !== null) handover.setWho(who)
    else return
    event.preventDefault()
  }

  const nothing = opened.packages.length === 0
  const whose = <Whose unit={opened.unit} resident={opened.resident} />
  return (
    <KeyArea onKeyDown={onKeyDown} onEscape={leave}>
      <Form
        ref={form}
        className="stack handover-form"
        aria-label={t`Hand-over`}
        noValidate
        onSubmit={() => {
          if (!nothing) handover.finish()
        }}
      >
        {other && (
          <Note
            tone="attention"
            actions={
              <>
                <Button
                  onPress={() => {
                    handover.drop()
                    void navigate({ to: '/handover', search: { packageId: other.id } })
                  }}
                >
                  <Trans>Hand over to {other.resident?.name ?? other.unit?.number ?? other.shortNumber} instead</Trans>
                </Button>
                <Button variant="plain" onPress={handover.stay}>
                  <Trans>Stay here</Trans>
                </Button>
              </>
            }
          >
            <span className="row" data-gap="small">
              <UnitBadge unit={other.unit?.number ?? null} size="row" />
              <span>
                <Trans>
                  <strong>{other.shortNumber}</strong> is for someone else. Do not hand it over here.
                </Trans>
              </span>
            </span>
          </Note>
        )}
        {nothing ? (
          <>
            {whose}
            <EmptyState
              icon={PackageOpen}
              title={<Trans>Nothing waiting for them</Trans>}
              actions={
                <Button shortcut="Esc" onPress={leave}>
                  <Trans>Search for someone else</Trans>
                </Button>
              }
            >
              <Trans>
                If the carrier says “delivered”, the parcel may still be in the truck, or be under “To identify”.
              </Trans>
            </EmptyState>
          </>
        ) : (
          <div className="handover">
            <div className="stack handover-parcels">
              {whose}
              <ParcelTicks opened={opened} ids={handover.ids} onTick={handover.tick} />
            </div>
            <div className="handover-side">
              <div className="stack handover-questions" data-gap="small">
                <Panel
                  title={<Trans>Who is picking up?</Trans>}
                  actions={
                    <Button variant="plain" size="small" icon={X} shortcut="Esc" onPress={leave}>
                      <Trans>Close</Trans>
                    </Button>
                  }
                >
                  <Collectors collectors={opened.collectors} handover={handover} />
                </Panel>
                <Panel title={<Trans>Proof of pickup</Trans>}>
                  <ProofChoice
                    handover={handover}
                    signatureAsked={opened.packages.some(
                      ({ id, flags }) => flags.signatureRequired && handover.ids.includes(id),
                    )}
                  />
                </Panel>
                <ErrorNote error={handover.error} />
                {isWrongCode(handover.error) && (
                  <p className="small">
                    <CodeUnknownWords />
                  </p>
                )}
              </div>
              <HandoverDone handover={handover} />
            </div>
          </div>
        )}
      </Form>
    </KeyArea>
  )
}
