/** Letters and digits that nobody takes for another one when they are read aloud or copied by hand. */
const SAID = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 7

/**
 * What an incident is called for good. It is read off the id alone, which two desks never share and nobody moves: times are put right
 * by the project, and two incidents may be entered in one minute.
 */
export function referenceOf(incidentId: string): string {
  // The end of an id is random.
  let left = BigInt(`0x${incidentId.replaceAll('-', '').slice(-12)}`)
  let said = ''
  for (let place = 0; place < LENGTH; place++) {
    said = SAID[Number(left % 32n)]! + said
    left /= 32n
  }
  return `${said.slice(0, 3)}-${said.slice(3)}`
}
