import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { uuidv7 } from 'uuidv7'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Panel } from '../../../ui/index.ts'
import type { KeptFields } from '../../messages/useKeptFields.ts'

/** What the form of one row is given. */
export interface RowForm<F> {
  fields: F
  isNew: boolean
  /** What is to be saved: the touched fields over the row as it is now. */
  toSave: () => F
}

/** A row about a person, and how to change it where that may be done now. */
export interface PersonRow<T> {
  one: T
  person: Response<'residents.get'>
  onChange: (() => void) | undefined
}

/** The form of a row about a person. */
export interface PersonRowForm<F> extends RowForm<F> {
  person: Response<'residents.get'>
  writing: KeptFields<F>
}

interface KeptListProps<T extends { id: string }, F extends { id: string }> {
  title: ReactNode
  rows: readonly T[]
  /** Whether this person may change the list. */
  may: boolean
  /** The one form that is open, if any. */
  writing: KeptFields<F>
  draftOf: (row: T) => F
  add: { icon: LucideIcon; label: ReactNode; fields: (id: string) => F }
  /** Said where there is neither a row nor a form. */
  empty?: ReactNode
  /** Without `change` the row cannot be changed now. */
  renderRow: (row: T, change: (() => void) | undefined) => ReactNode
  renderForm: (form: RowForm<F>) => ReactNode
}

/** A list about a person whose rows are added and changed in place, one at a time. */
export function KeptList<T extends { id: string }, F extends { id: string }>(props: KeptListProps<T, F>) {
  const { title, rows, may, writing, draftOf, add, empty, renderRow, renderForm } = props
  const fields = may ? writing.fields : null
  const row = rows.find(({ id }) => id === fields?.id)
  const form = fields && renderForm({ fields, isNew: !row, toSave: () => (row ? writing.onto(draftOf(row)) : fields) })
  return (
    <Panel
      title={title}
      actions={
        may &&
        !fields && (
          <Button icon={add.icon} onPress={() => writing.begin(add.fields(uuidv7()))}>
            {add.label}
          </Button>
        )
      }
    >
      {!row && form}
      {rows.length === 0 && !fields && empty !== undefined && <p className="muted">{empty}</p>}
      {rows.length > 0 && (
        <ul className="stack" data-gap="small">
          {rows.map((one) => (
            <li key={one.id}>
              {one === row ? form : renderRow(one, may && !fields ? () => writing.begin(draftOf(one)) : undefined)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
