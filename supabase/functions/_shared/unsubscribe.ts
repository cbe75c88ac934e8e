import { letterOfLink } from './links.ts'
import type { Handler } from './ports.ts'
import { rpc } from './rpc.ts'

const page = (status: number, french: string, english: string, form = ''): Response =>
  new Response(
    `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>Lofts Desk</title></head><body style="margin:0;padding:32px;font:18px/1.5 system-ui,sans-serif"><main style="max-width:560px;margin:0 auto"><p>${french}</p><p lang="en">${english}</p>${form}</main></body></html>`,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    },
  )

const FORM =
  '<form method="post"><button style="font:inherit;padding:12px 20px">Confirmer / <span lang="en">Confirm</span></button></form>'

/**
 * The link at the end of an e-mail. Opening it changes nothing, because programs that check links open them too; the
 * button does, and so does the mail program's own one-click request (RFC 8058).
 */
export const unsubscribe: Handler = async (request, deps) => {
  const letter = await letterOfLink(deps.env, new URL(request.url).searchParams)
  if (letter === null)
    return page(
      404,
      'Ce lien n’est pas complet. Demandez à l’accueil de ne plus vous écrire par courriel.',
      'This link is not complete. Ask the front desk to stop writing to you by e-mail.',
    )
  if (request.method !== 'POST')
    return page(
      200,
      'Voulez-vous ne plus recevoir les avis de l’accueil par courriel\u202f? L’accueil pourra encore vous joindre autrement.',
      'Do you want to stop the front desk’s notices by e-mail? The desk can still reach you in other ways.',
      FORM,
    )
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
  return page(
    200,
    'C’est fait\u202f: vous ne recevrez plus ces avis par courriel. L’accueil en est informé.',
    'Done: you will get no more of these notices by e-mail. The front desk knows.',
  )
}
