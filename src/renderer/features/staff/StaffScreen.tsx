import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { UserRoundPlus } from 'lucide-react'
import { uuidv7 } from 'uuidv7'
import type { Response } from '../../../shared/contract/index.ts'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Button, Chip, Note, Panel } from '../../../ui/index.ts'
import { BadgeRule } from './BadgeRule.tsx'
import { MemberForm } from './MemberForm.tsx'
import { MemberPanel } from './MemberPanel.tsx'
import { Recovery } from './Recovery.tsx'
import './staff.css'

type Member = Response<'staff.list'>[number]

/** Who works here: administrators make, change and end it, everybody may look. */
export function StaffScreen() {
  const staff = useRoute('staff.list', {})
  const may = useMay('staff.write')
  const me = useRoute('session.get', {}).data?.actor.id
  const [chosen, choose] = useState<string | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const working = staff.data?.filter(({ active }) => active) ?? []
  const gone = staff.data?.filter(({ active }) => !active) ?? []
  const shown = staff.data?.find(({ id }) => id === (chosen ?? me)) ?? working[0]
  return (
    <div className="staff">
      <header className="row spread">
        <div>
          <h1>
            <Trans>Staff</Trans>
          </h1>
          <p className="muted">
            <Plural value={working.length} one="# person works here" other="# people work here" />
          </p>
        </div>
        {may && (
          <Button icon={UserRoundPlus} onPress={() => setFresh(uuidv7())}>
            <Trans>New staff member</Trans>
          </Button>
        )}
      </header>
      <ErrorNote error={staff.error} />
      {!may && (
        <Note tone="known">
          <Trans>Only an administrator changes who works here.</Trans>
        </Note>
      )}
      <div className="panel-columns staff-columns">
        <div className="stack">
          <Members members={working} shown={fresh === null ? shown?.id : undefined} onChoose={chosenOne} />
          {gone.length > 0 && (
            <section className="stack" data-gap="small">
              <h2>
                <Trans>No longer here</Trans>
              </h2>
              <Members members={gone} shown={fresh === null ? shown?.id : undefined} onChoose={chosenOne} />
            </section>
          )}
          {may && <BadgeRule />}
          <Recovery may={may} />
        </div>
        {fresh !== null ? (
          <Panel title={<Trans>New staff member</Trans>}>
            <MemberForm
              key={fresh}
              member={{ id: fresh, name: '', role: 'desk', active: true }}
              onDone={(id) => {
                setFresh(null)
                if (id !== null) choose(id)
              }}
            />
          </Panel>
        ) : (
          shown && <MemberPanel key={shown.id} member={shown} may={may} isMe={shown.id === me} />
        )}
      </div>
    </div>
  )
  function chosenOne(id: string): void {
    setFresh(null)
    choose(id)
  }
}

interface MembersProps {
  members: readonly Member[]
  shown: string | undefined
  onChoose: (id: string) => void
}

function Members({ members, shown, onChoose }: MembersProps) {
  const { i18n } = useLingui()
  return (
    <ul className="rows">
      {members.map(({ id, name, role, active }) => (
        <li key={id}>
          <button
            type="button"
            className="row-item staff-row"
            aria-current={id === shown || undefined}
            data-selected={id === shown || undefined}
            onClick={() => onChoose(id)}
          >
            <bdi className="row-title" translate="no">
              {name}
            </bdi>
            <Chip {...(active && role === 'admin' ? { tone: 'known' } : {})}>{i18n._(ROLE_WORDS[role])}</Chip>
          </button>
        </li>
      ))}
    </ul>
  )
}
