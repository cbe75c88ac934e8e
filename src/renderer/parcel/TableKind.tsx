import { useLingui } from '@lingui/react/macro'
import type { Request } from '../../shared/contract/index.ts'
import { Select } from '../../ui/index.ts'

/** A file of a list for a spreadsheet. */
export type TableKind = Request<'export.people'>['format']

interface TableKindSelectProps<Other extends string> {
  value: TableKind | NoInfer<Other>
  onChange: (kind: TableKind | NoInfer<Other>) => void
  /** What else the file can be, offered first. */
  others?: readonly { id: Other; label: string }[]
}

/** Chooses which kind of file a list is saved as. */
export function TableKindSelect<Other extends string = never>({
  value,
  onChange,
  others,
}: TableKindSelectProps<Other>) {
  const { t, i18n } = useLingui()
  const semicolon = i18n.locale === 'fr'
  return (
    <Select
      label={t`Kind of file`}
      value={value}
      onChange={onChange}
      options={[
        ...(others ?? []),
        { id: 'xlsx', label: t`Excel workbook (.xlsx)` },
        { id: 'csv_semicolon', label: semicolon ? t`CSV with semicolons (French Excel)` : t`CSV with semicolons` },
        { id: 'csv_comma', label: t`CSV with commas` },
      ]}
    />
  )
}
