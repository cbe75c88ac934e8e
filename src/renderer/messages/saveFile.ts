/** Lets the person choose where a file goes: the program asks, as for every download. */
export function saveFile({ name, type, bytes }: { name: string; type: string; bytes: Uint8Array }): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has taken the bytes over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
