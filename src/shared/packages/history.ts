/** Whether a change of addressee gave a parcel its first one, from the facts of the event. */
export const isFirstAddressee = (detail: Readonly<Record<string, unknown>>): boolean =>
  !detail['fromUnit'] && !detail['fromName']
