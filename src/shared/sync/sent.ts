/** Who sent a row, beside who signed it; as staff. */
export interface Sent {
  rowId: string
  signedBy: string | null
  sentBy: string
}
