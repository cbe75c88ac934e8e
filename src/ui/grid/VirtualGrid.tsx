/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only the rows in sight exist, so their number and place are told by ARIA; a <table> cannot. */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { moved } from './moved.ts'
import './grid.css'

export interface VirtualGridProps<Row> {
  label: string
  total: number
  rowAt: (index: number) => Row | undefined
  rowHeight: number
  /** The cells of a row; each is a gridcell. */
  cells: (row: Row) => readonly ReactNode[]
  /** Its CSS gives --columns, and takes columns away on narrow screens. */
  className: string
  onOpen: (row: Row) => void
  /** Space on a row. */
  onMark?: (row: Row) => void
  isMarked?: (row: Row) => boolean
  onSight: (first: number, last: number) => void
  /** Arrows work at once when the screen opens. */
  takesFocus?: boolean
  /** Where the list stood when it was last left. */
  start?: { index: number; offset: number }
  onLeave?: (place: { index: number; offset: number }) => void
}

/** Columns never move: their place is their name. */
const columnKey = (column: number): string => `c${column}`

/** A list of any length: arrows move, Enter opens, Space marks; only what is in sight exists. */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const {
    label,
    total,
    rowAt,
    rowHeight,
    cells,
    className,
    onOpen,
    onMark,
    isMarked,
    onSight,
    takesFocus,
    start,
    onLeave,
  } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(start?.index ?? 0)
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while rendering and never kept
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: start?.offset ?? 0,
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      onSight(items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
    },
  })
  useEffect(() => {
    const element = box.current
    if (!element) return
    element.scrollTop = start?.offset ?? 0
    // A new list under a filter must not take the focus from the field that filters it.
    const screen = element.closest('main')
    const at = document.activeElement
    const isInUse = screen !== null && at !== screen && screen.contains(at)
    if (takesFocus && !isInUse) element.focus({ preventScroll: true })
    // Where it begins is read once: from then on the list tells where it stands.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const current = Math.min(active, Math.max(0, total - 1))

  const go = (index: number) => {
    setActive(index)
    virtual.scrollToIndex(index, { align: 'auto' })
    onLeave?.({ index, offset: virtual.scrollOffset ?? 0 })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return
    const row = rowAt(current)
    const next = moved(
      event.key,
      current,
      total,
      Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1),
    )
    if (next !== null) go(next)
    else if (event.key === 'Enter' && row) onOpen(row)
    else if (event.key === ' ' && row && onMark) onMark(row)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      className={`rows grid ${className}`}
      role="grid"
      data-home="list"
      aria-label={label}
      aria-rowcount={total}
      aria-multiselectable={onMark ? true : undefined}
      aria-activedescendant={total > 0 ? `${id}-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => onLeave?.({ index: current, offset: event.currentTarget.scrollTop })}
    >
      <div role="rowgroup" className="grid-all" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start: top }) => {
          const row = rowAt(index)
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={row && isMarked ? isMarked(row) : undefined}
              className="row-item grid-row"
              data-active={index === current || undefined}
              data-selected={(row && isMarked?.(row)) || undefined}
              style={{ transform: `translateY(${top}px)`, height: rowHeight }}
              tabIndex={-1}
              onClick={() => {
                setActive(index)
                if (row) onOpen(row)
              }}
              onKeyDown={undefined}
            >
              {row &&
                cells(row).map((cell, column) => (
                  <div key={columnKey(column)} role="gridcell" className="grid-cell" tabIndex={-1}>
                    {cell}
                  </div>
                ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}
