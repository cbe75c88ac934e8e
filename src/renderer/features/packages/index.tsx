/** One parcel. */
export function PackageScreen() {
  return null
}
