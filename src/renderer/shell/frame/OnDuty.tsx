import { useCallback, useEffect, useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Check, KeyRound, Lock, UserRound } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { Response } from '../../../shared/contract/index.ts'
import { useDismiss } from '../../../ui/useDismiss.ts'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { PEOPLE, signal } from '../../window/desk/signals.ts'
import { DisconnectedDialog } from '../account/DisconnectedDialog.tsx'
import { DutyDialog } from '../account/DutyDialog.tsx'
import { MyPinDialog } from '../account/MyPinDialog.tsx'
import { ProveDialog } from '../account/ProveDialog.tsx'

type Person = Response<'duty.status'>['people'][number]

/** Who is on duty, and the way for somebody else to take over. */
export function OnDuty() {
  const session = useRoute('session.get', {}).data
  const account = useRoute('account.status', {}).data
  const [open, setOpen] = useState(false)
  useEffect(() => signal.on(PEOPLE, () => setOpen(true)), [])
  const close = useCallback(() => setOpen(false), [])
  useDismiss(open, close)
  if (!session) return null
  if (session.ownSignIn && account?.state === 'connected')
    return (
      <>
        <Name session={session} signInAgain={account.session === 'sign_in_again'} onPress={() => setOpen(true)} />
        <DutyDialog account={account} isOpen={open} onClose={close} />
      </>
    )
  if (session.ownSignIn)
    return (
      <>
        <Name session={session} onPress={() => setOpen(true)} />
        <DisconnectedDialog name={session.actor.name} isOpen={open} onClose={close} />
      </>
    )
  return <Choice session={session} isOpen={open} onOpenChange={setOpen} />
}

interface NameProps {
  session: Response<'session.get'>
  signInAgain?: boolean
  onPress?: () => void
}

function Name({ session: { actor }, signInAgain = false, onPress }: NameProps) {
  const { t, i18n } = useLingui()
  return (
    <AriaButton
      className="status-item status-button"
      {...(signInAgain ? { 'data-tone': 'attention' } : {})}
      {...(onPress ? { onPress } : {})}
    >
      <UserRound size={16} aria-hidden />
      <span className="visually-hidden">{t`On duty:`} </span>
      <strong>{actor.name}</strong>
      {signInAgain ? (
        <Trans>sign in again</Trans>
      ) : (
        <span className="muted status-extra">{i18n._(ROLE_WORDS[actor.role])}</span>
      )}
    </AriaButton>
  )
}

interface ChoiceProps {
  session: Response<'session.get'>
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** At a desk that works alone: whoever has a PIN proves who they are, the others click. */
function Choice({ session, isOpen, onOpenChange }: ChoiceProps) {
  const { t, i18n } = useLingui()
  const { actions } = useDesk()
  const feedback = useFeedback()
  const change = useSend('session.switch', { onError: feedback.fail })
  const people = useRoute('duty.status', {}).data?.people ?? []
  const [asked, ask] = useState<Person | null>(null)
  const [pinOpen, setPinOpen] = useState(false)
  const hasPin = people.find(({ id }) => id === session.actor.id)?.hasPin ?? false
  const choose = (key: string) => {
    if (key === 'pin') return setPinOpen(true)
    if (key === 'lock') return actions.run('duty.lock')
    const person = people.find(({ id, hasPin: has }) => has && id === key)
    if (person && key !== session.actor.id) ask(person)
    else change.mutate({ staffId: key })
  }
  return (
    <>
      <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
        <Name session={session} />
        <Popover className="popover" placement="top end">
          <Menu className="listbox" aria-label={t`Who is on duty`} onAction={(key) => choose(String(key))}>
            <MenuSection selectionMode="single" selectedKeys={[session.actor.id]} aria-label={t`Who is on duty`}>
              {session.staff.map(({ id, name, role }) => (
                <MenuItem key={id} id={id} textValue={name} className="option">
                  <span>{name}</span>
                  <span className="muted small">
                    {i18n._(ROLE_WORDS[role])}
                    {people.some((one) => one.id === id && one.hasPin) && (
                      <>
                        {' · '}
                        <Trans>with PIN</Trans>
                      </>
                    )}
                  </span>
                  <Check size={18} className="tick" aria-hidden />
                </MenuItem>
              ))}
            </MenuSection>
            <MenuSection aria-label={t`My PIN`} className="option-group">
              <MenuItem id="pin" textValue={t`My PIN`} className="option">
                <KeyRound size={18} aria-hidden />
                <span>{hasPin ? <Trans>Change my PIN</Trans> : <Trans>Choose a PIN</Trans>}</span>
              </MenuItem>
              {hasPin && (
                <MenuItem id="lock" textValue={t`Lock the desk`} className="option">
                  <Lock size={18} aria-hidden />
                  <span>
                    <Trans>Lock the desk</Trans>
                  </span>
                </MenuItem>
              )}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ProveDialog person={asked} onClose={() => ask(null)} />
      <MyPinDialog hasPin={hasPin} isOpen={pinOpen} onClose={() => setPinOpen(false)} />
    </>
  )
}
