import { useState, type ReactNode } from 'react'
import { Plural } from '@lingui/react/macro'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { Button } from '../../../ui/index.ts'

/** So many lines stand there at first: each scan draws them anew, and nobody reads two hundred. */
const FIRST = 12

interface LinesProps<T extends PackageRow | { package: PackageRow }> {
  all: readonly T[]
  renderLine: (one: T) => ReactNode
}

/** Parcels one under the other, the first of them until somebody wants all. */
export function Lines<T extends PackageRow | { package: PackageRow }>({ all, renderLine }: LinesProps<T>) {
  const [isWhole, showAll] = useState(false)
  const shown = isWhole ? all : all.slice(0, FIRST)
  const more = all.length - shown.length
  return (
    <>
      <ul className="shelf-lines">{shown.map(renderLine)}</ul>
      {more > 0 && (
        <Button variant="plain" onPress={() => showAll(true)}>
          <Plural value={more} one="Show # more" other="Show # more" />
        </Button>
      )}
    </>
  )
}
