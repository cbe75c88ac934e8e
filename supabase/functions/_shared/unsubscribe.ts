import { letterOfLink, showsHtml, stopLink } from './links.ts'
import type { Handler } from './ports.ts'
import { rpc } from './rpc.ts'
import { asHtml, asText } from './stopPage.ts'

const INCOMPLETE = {
  status: 404,
  french: 'Ce lien n’est pas complet. Demandez à l’accueil de ne plus vous écrire par courriel.',
  english: 'This link is not complete. Ask the front desk to stop writing to you by email.',
  confirm: null,
}
const QUESTION = {
  status: 200,
  french:
    'Voulez-vous ne plus recevoir les avis de l’accueil par courriel\u202f? L’accueil pourra encore vous joindre autrement.',
  english: 'Do you want to stop the front desk’s notices by email? The desk can still reach you in other ways.',
}
const DONE = {
  status: 200,
  french: 'C’est fait\u202f: vous ne recevrez plus ces avis par courriel. L’accueil en est informé.',
  english: 'Done: you will get no more of these notices by email. The front desk knows.',
  confirm: null,
}

/**
 * The link at the end of an e-mail. Opening it changes nothing, because programs that check links open them too. What ends
 * the e-mails is the button, the mail program's own one-click request (RFC 8058), or the address that the page names where
 * it can show no button: that one stands in no letter.
 */
export const unsubscribe: Handler = async (request, deps) => {
  const query = new URL(request.url).searchParams
  const letter = await letterOfLink(deps.env, query)
  const page = showsHtml(deps.env) ? asHtml : asText
  if (letter === null) return page(INCOMPLETE)
  const isSure = request.method === 'POST' || (request.method === 'GET' && query.get('sure') === '1')
  if (!isSure) return page({ ...QUESTION, confirm: `${await stopLink(deps.env, letter)}&sure=1` })
  await rpc(deps, 'provider_event', {
    provider: 'unsubscribe',
    event_id: letter,
    event: {
      kind: 'opted_out',
      channel: 'email',
      letter,
      providerId: null,
      address: null,
      reason: null,
      at: new Date(deps.now()).toISOString(),
    },
  })
  return page(DONE)
}
