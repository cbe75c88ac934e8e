/** How this desk is set up. */
export function SettingsScreen() {
  return null
}
