/** The directory. */
export function ResidentsScreen() {
  return null
}

/** One resident. */
export function ResidentScreen() {
  return null
}
