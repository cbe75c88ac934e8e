import { useLingui } from '@lingui/react/macro'
import type { Parsed, Response } from '../../../../shared/contract/index.ts'
import { Checkbox, Select } from '../../../../ui/index.ts'
import { UNIT_KIND_WORDS } from '../unitWords.ts'

/** What of the units is listed. */
export type Narrowed = Omit<Parsed<'units.list'>, 'offset' | 'limit'>
export const NO_FILTERS: Narrowed = { text: '', floor: null, tower: null, kind: null, vacant: false }

const ANY = '-'

interface UnitFiltersProps {
  filters: Response<'units.filters'>
  narrowed: Narrowed
  onChange: (part: Partial<Narrowed>) => void
}

/** Floors, towers and kinds that the building has; what it has one of alone is not asked. */
export function UnitFilters({ filters, narrowed, onChange }: UnitFiltersProps) {
  const { i18n, t } = useLingui()
  return (
    <div className="units-narrow">
      {filters.towers.length > 0 && (
        <Select<string>
          hideLabel
          label={t`Tower`}
          options={[
            { id: ANY, label: t`All towers` },
            ...filters.towers.map((tower) => ({ id: `=${tower}`, label: t`Tower ${tower}` })),
          ]}
          value={narrowed.tower === null ? ANY : `=${narrowed.tower}`}
          onChange={(tower) => onChange({ tower: tower === ANY ? null : tower.slice(1) })}
        />
      )}
      {filters.floors.length > 1 && (
        <Select<string>
          hideLabel
          label={t`Floor`}
          options={[
            { id: ANY, label: t`All floors` },
            ...filters.floors.map((floor) => ({ id: String(floor), label: t`Floor ${floor}` })),
          ]}
          value={narrowed.floor === null ? ANY : String(narrowed.floor)}
          onChange={(floor) => onChange({ floor: floor === ANY ? null : Number(floor) })}
        />
      )}
      {filters.kinds.length > 1 && (
        <Select<NonNullable<Narrowed['kind']> | typeof ANY>
          hideLabel
          label={t`Type`}
          options={[
            { id: ANY, label: t`All types` },
            ...filters.kinds.map((kind) => ({ id: kind, label: i18n._(UNIT_KIND_WORDS[kind]) })),
          ]}
          value={narrowed.kind ?? ANY}
          onChange={(kind) => onChange({ kind: kind === ANY ? null : kind })}
        />
      )}
      <Checkbox isSelected={narrowed.vacant} onChange={(vacant) => onChange({ vacant })}>
        {t`Vacant only`}
      </Checkbox>
    </div>
  )
}
