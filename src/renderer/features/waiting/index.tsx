/** The screen of what waits. */
export function WaitingScreen() {
  return null
}
