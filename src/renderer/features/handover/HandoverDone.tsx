import { useId } from 'react'
import { Plural, Trans } from '@lingui/react/macro'
import { HandHelping } from 'lucide-react'
import { Button, Note } from '../../../ui/index.ts'
import { MissingWords } from './MissingWords.tsx'
import type { Handover } from './useHandover.ts'

interface HandoverDoneProps {
  handover: Handover
}

/** The act that the page is for. It names who gets it; while something is missing it looks so, and says what. */
export function HandoverDone({ handover }: HandoverDoneProps) {
  const { ids, collectedBy, lacks, tries, step } = handover
  const hint = useId()
  return (
    <div className="handover-done">
      {lacks !== null && (
        <div id={hint}>
          {tries > 0 ? (
            <Note tone="attention">
              <span role="alert">
                <MissingWords lacks={lacks} />
              </span>
            </Note>
          ) : (
            <p className="muted">
              <MissingWords lacks={lacks} />
            </p>
          )}
        </div>
      )}
      <Button
        type="submit"
        variant="primary"
        size="large"
        icon={HandHelping}
        shortcut="Enter"
        isPending={step === 'sending'}
        // It can be pressed all the same: then it leads to what is missing.
        data-lacking={lacks ?? undefined}
        {...(lacks !== null && { 'aria-describedby': hint })}
      >
        {ids.length === 0 ? (
          <Trans>No parcel selected</Trans>
        ) : collectedBy === '' ? (
          <Plural value={ids.length} one="Hand over # parcel" other="Hand over # parcels" />
        ) : (
          <Plural value={ids.length} one={`Hand over # to ${collectedBy}`} other={`Hand over # to ${collectedBy}`} />
        )}
      </Button>
    </div>
  )
}
