/** Bytes as people read them. */
export const megabytes = (bytes: number, locale: string): string =>
  new Intl.NumberFormat(`${locale}-CA`, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1e6,
  )
