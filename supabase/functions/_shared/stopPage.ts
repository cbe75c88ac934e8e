/** What the page of a letter's link says, in both languages. */
export interface StopPage {
  status: number
  french: string
  english: string
  /** The address that confirms; null where there is nothing to confirm. */
  confirm: string | null
}

const FORM =
  '<form method="post"><button style="font:inherit;padding:12px 20px">Confirmer / <span lang="en">Confirm</span></button></form>'

const HEADERS = { 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }

/** The page with a button. */
export const asHtml = ({ status, french, english, confirm }: StopPage): Response =>
  new Response(
    `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Lofts Desk</title></head><body style="margin:0;padding:32px;font:18px/1.5 system-ui,sans-serif"><main style="max-width:560px;margin:0 auto"><p>${french}</p><p lang="en">${english}</p>${confirm === null ? '' : FORM}</main></body></html>`,
    {
      status,
      headers: {
        ...HEADERS,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      },
    },
  )

/** The page where no HTML is shown: it has no button, so it names the address that confirms. */
export function asText({ status, french, english, confirm }: StopPage): Response {
  const parts =
    confirm === null
      ? [french, english]
      : [
          `${french}\nPour confirmer, ouvrez cette adresse\u202f:`,
          `${english}\nTo confirm, open this address:`,
          confirm,
        ]
  return new Response(`${parts.join('\n\n')}\n`, {
    status,
    headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  })
}
