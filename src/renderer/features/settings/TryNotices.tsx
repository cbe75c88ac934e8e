import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { MailCheck } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Note } from '../../../ui/index.ts'
import { reasonWords } from '../../parcel/notices/words.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useMay } from '../../window/data/useMay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** What whoever manages the project does about it. */
const WAYS_OUT: Readonly<Record<string, MessageDescriptor>> = {
  no_provider: msg`Choose a service with NOTICES_EMAIL and set its secrets in the project.`,
  provider_login: msg`Set the key or the password of the service again, among the secrets of the project.`,
  provider_account: msg`Check at the service that the account is active and that the domain of NOTICES_FROM is verified.`,
  provider_certificate: msg`Check the name of the mail server in SMTP_HOST, and its certificate.`,
  not_reached: msg`Check SMTP_HOST and SMTP_PORT, and whether the mail server is running.`,
  no_function: msg`Deploy the functions to the project with the Supabase CLI, as the README says.`,
  no_migrations: msg`Run the SQL files of this version in the project.`,
  bad_address: msg`Give the account an email address in the project.`,
}
const PROJECT_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  no_function: msg`the project has no sender of notices`,
  no_migrations: msg`the database of the project is older than its sender`,
}
const LACKS: Readonly<Record<string, MessageDescriptor>> = {
  no_stop_link: msg`Emails have no link that ends them: set NOTICES_LINK_SECRET.`,
  no_events: msg`Nobody hears of emails that come back: set the secret of the service’s callbacks.`,
}

/** At a connected desk: an example letter to whoever is signed in, which says what is wrong. */
export function TryNotices() {
  const { i18n } = useLingui()
  const may = useMay('building.write')
  const sends = useRoute('notices.status', {}).data?.sends ?? false
  const send = useSend('notices.try')
  if (!may || !sends) return null
  return (
    <div className="stack" data-gap="small">
      <div className="row">
        <Button
          icon={MailCheck}
          isPending={send.isPending}
          onPress={() => send.mutate({ language: i18n.locale === 'fr' ? 'fr' : 'en' })}
        >
          <Trans>Send me a test</Trans>
        </Button>
        {send.isPending && (
          <Button variant="plain" onPress={() => send.reset()}>
            <Trans>Cancel</Trans>
          </Button>
        )}
      </div>
      <p className="help">
        <Trans>An example email goes to the address with which you are signed in, and to no other.</Trans>
      </p>
      <div aria-live="polite" className="stack" data-gap="small">
        <ErrorNote error={send.error} />
        {send.data && <Outcome {...send.data} />}
      </div>
    </div>
  )
}

function Outcome({ to, reason, lacks }: Response<'notices.try'>) {
  const { i18n } = useLingui()
  const why = reason === null ? null : i18n._(PROJECT_WORDS[reason] ?? reasonWords(reason))
  const out = (reason !== null && WAYS_OUT[reason]) || msg`Try again in a few minutes.`
  return (
    <>
      {why === null ? (
        <Note tone="ok">
          <Trans>
            The email is on its way to <bdi translate="no">{to}</bdi>. Look in the mailbox, also among unwanted mail.
          </Trans>
        </Note>
      ) : (
        <Note tone="error">
          <Trans>No email left: {why}.</Trans> {i18n._(out)}
        </Note>
      )}
      {lacks.map((lack) => {
        const words = LACKS[lack]
        return (
          words && (
            <Note key={lack} tone="attention">
              {i18n._(words)}
            </Note>
          )
        )
      })}
    </>
  )
}
