import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Building2, CloudDownload, DatabaseBackup, FlaskConical, PackageOpen, type LucideIcon } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { ReactNode } from 'react'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useStoreRoute } from '../boot/useStoreRoute.ts'
import { FirstArchive } from './FirstArchive.tsx'
import { FirstBuilding } from './FirstBuilding.tsx'
import { FirstFrame } from './FirstFrame.tsx'

type Way = 'question' | 'building' | 'archive'

/** Nothing stands here yet: the one question of the first start. */
export function FirstStart() {
  const typed = useRoute('first.form', {}, { staleTime: Infinity }).data
  const [way, setWay] = useState<Way | null>(null)
  if (!typed) return null
  // Who had begun to write comes back to what they wrote.
  const now = way ?? (typed.form === null ? 'question' : 'building')
  const back = () => setWay('question')
  if (now === 'building') return <FirstBuilding typed={typed} onBack={back} />
  if (now === 'archive') return <FirstArchive onBack={back} />
  return <Question onWay={setWay} />
}

function Question({ onWay }: { onWay: (way: Way) => void }) {
  const { t } = useLingui()
  const sample = useStoreRoute('first.sample')
  const project = useStoreRoute('first.project')
  const isBusy = sample.isPending || project.isPending
  return (
    <FirstFrame
      icon={PackageOpen}
      title={t`Welcome to Lofts Desk`}
      lead={<Trans>What do you want to begin with?</Trans>}
    >
      <ul className="first-choices">
        <Choice
          icon={Building2}
          title={<Trans>Begin my building</Trans>}
          isDisabled={isBusy}
          onPress={() => onWay('building')}
          isFirst
        >
          <Trans>Step by step, in about fifteen minutes. You can stop at any point and go on later.</Trans>
        </Choice>
        <Choice
          icon={FlaskConical}
          title={<Trans>Look at the sample</Trans>}
          isDisabled={isBusy}
          onPress={() => sample.mutate({})}
        >
          <Trans>An invented building to try everything in. Yours can begin at any time after it.</Trans>
        </Choice>
        <Choice
          icon={CloudDownload}
          title={<Trans>Connect to a project</Trans>}
          isDisabled={isBusy}
          onPress={() => project.mutate({})}
        >
          <Trans>Other desks already have the building, and share it through a Supabase project.</Trans>
        </Choice>
        <Choice
          icon={DatabaseBackup}
          title={<Trans>Take over an archive</Trans>}
          isDisabled={isBusy}
          onPress={() => onWay('archive')}
        >
          <Trans>The building was written to a file at another computer, or at this one before.</Trans>
        </Choice>
      </ul>
      <ErrorNote error={sample.error ?? project.error} />
    </FirstFrame>
  )
}

interface ChoiceProps {
  icon: LucideIcon
  title: ReactNode
  children: ReactNode
  isDisabled: boolean
  isFirst?: boolean
  onPress: () => void
}

function Choice({ icon: Icon, title, children, isDisabled, isFirst = false, onPress }: ChoiceProps) {
  return (
    <li>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the screen asks this one thing */}
      <AriaButton className="first-choice" isDisabled={isDisabled} autoFocus={isFirst} onPress={onPress}>
        <Icon size={28} strokeWidth={1.75} aria-hidden />
        <span>
          <strong>{title}</strong>
          <small>{children}</small>
        </span>
      </AriaButton>
    </li>
  )
}
