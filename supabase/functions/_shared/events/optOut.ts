/** What Canada's carriers want to be understood as "no more", with accents and without. */
const STOP = new Set(
  'STOP ARRET CANCEL END OPT-OUT OPTOUT QUIT REMOVE TD UNSUBSCRIBE STOPALL REVOKE DESABONNER ANNULER'.split(' '),
)

/** Whether a person's answer to a text message asks for no more of them. */
export const isOptOut = (text: string): boolean =>
  STOP.has(
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toUpperCase()
      .replaceAll(/^[^A-Z]+|[^A-Z]+$/g, ''),
  )
