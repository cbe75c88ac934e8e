/** Shows the screen from its beginning; what has the focus there stays in sight. */
export function showFromTop(): void {
  const screen = document.querySelector('main.screen')
  if (!screen) return
  screen.scrollTop = 0
  const focused = document.activeElement
  if (focused && focused !== screen && screen.contains(focused)) focused.scrollIntoView({ block: 'nearest' })
}
