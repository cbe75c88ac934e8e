/** Which place of the rail a path belongs to. */
export function placeOf(path: string): string {
  const [, first = 'intake'] = path.split('?', 1)[0]!.split('/')
  if (['devices', 'staff', 'ready', 'backups', 'health'].includes(first)) return 'go.settings'
  if (first === 'units') return 'go.residents'
  return first === 'packages' ? 'go.waiting' : `go.${first}`
}
