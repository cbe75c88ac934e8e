const hex = (id: string): string => id.replaceAll('-', '')

/**
 * The id of a person's place in a conversation, made of both: two desks that make it offline make the same row. A UUIDv8:
 * the two ids laid over one another, which keeps the randomness that each of them has.
 */
export function participantId(conversationId: string, personId: string): string {
  const a = hex(conversationId)
  const b = hex(personId)
  let out = ''
  for (let i = 0; i < 32; i++) out += (parseInt(a[i]!, 16) ^ parseInt(b[i]!, 16)).toString(16)
  const variant = ((parseInt(out[16]!, 16) & 3) | 8).toString(16)
  const id = `${out.slice(0, 12)}8${out.slice(13, 16)}${variant}${out.slice(17)}`
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-')
}
