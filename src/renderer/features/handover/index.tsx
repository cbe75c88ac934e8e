/** The hand-over screen. */
export function HandoverScreen() {
  return null
}
