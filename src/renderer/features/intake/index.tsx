/** The intake screen. */
export function IntakeScreen() {
  return null
}
