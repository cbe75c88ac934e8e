import type { ReactNode } from 'react'

interface RowWithActsProps {
  /** A sign or a unit before the words. */
  lead?: ReactNode
  /** It holds no more. */
  isOver?: boolean
  children: ReactNode
  acts?: ReactNode
}

/** A row of what is known of a person: words, and what can be done with them. */
export function RowWithActs({ lead, isOver, children, acts }: RowWithActsProps) {
  return (
    <div className="row-with-acts" data-over={isOver || undefined}>
      {lead}
      <span className="row-main">{children}</span>
      {acts && (
        <span className="row row-acts" data-gap="small">
          {acts}
        </span>
      )}
    </div>
  )
}
