import { useState, type ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'
import { useNow } from '../../../ui/clock.ts'
import { Select, TextField } from '../../../ui/index.ts'
import { clockIn, ZONES } from './zones.ts'

const OTHER = 'other'

interface TimeZoneProps {
  value: string
  /** The one of this computer, which is offered too. */
  own: string
  onChange: (zone: string) => void
  error: ReactNode
}

/** The building's time zone by its cities, with what clocks show there; another one by its name. */
export function TimeZone({ value, own, onChange, error }: TimeZoneProps) {
  const { t, i18n } = useLingui()
  const now = useNow()
  const known = ZONES.some(({ id }) => id === own) ? ZONES : [{ id: own, label: null }, ...ZONES]
  const [isOther, setOther] = useState(() => !known.some(({ id }) => id === value))
  return (
    <>
      <Select
        label={t`Time zone`}
        value={isOther ? OTHER : value}
        onChange={(next) => {
          setOther(next === OTHER)
          onChange(next === OTHER ? '' : next)
        }}
        options={[
          ...known.map(({ id, label }) => {
            const name = label ? i18n._(label) : id
            const time = clockIn(id, now, i18n.locale)
            return { id, label: time === null ? name : `${name} · ${time}` }
          }),
          { id: OTHER, label: t`Another one…` },
        ]}
      />
      {isOther && (
        <TextField
          label={t`Name of the time zone`}
          placeholder="Europe/Paris"
          value={value}
          onChange={onChange}
          error={error}
        />
      )}
    </>
  )
}
