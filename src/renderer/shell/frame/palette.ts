import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { PackageHit } from '../../../shared/contract/packages.ts'
import type { SearchHit } from '../../../shared/messaging/schema.ts'
import type { Action } from '../../window/actions/store.ts'

/** One line of the palette. Its id tells what it is, never where it stands: the next letter moves it. */
export type PaletteOption =
  | { id: string; kind: 'person'; hit: AddresseeHit }
  | { id: string; kind: 'package'; row: PackageHit }
  | { id: string; kind: 'message'; hit: SearchHit }
  | { id: string; kind: 'action'; action: Action }

export interface PaletteSection {
  id: PaletteOption['kind']
  options: readonly PaletteOption[]
}

export interface Found {
  people: readonly AddresseeHit[]
  packages: readonly PackageHit[]
  messages: readonly SearchHit[]
  actions: readonly Action[]
}

/** A person of two units is found twice. */
const personId = ({ residentId, unitId }: AddresseeHit): string =>
  residentId === null ? `unit/${unitId}` : `resident/${residentId}/${unitId ?? ''}`

/** Each thing once, whatever the answer holds: two lines of one id end a list. */
function distinct<O extends PaletteOption>(options: readonly O[]): readonly O[] {
  const ids = new Set<string>()
  return options.filter(({ id }) => !ids.has(id) && ids.add(id))
}

/** What the palette lists, in its order; sections without a line are left out. */
export function paletteSections({ people, packages, messages, actions }: Found): readonly PaletteSection[] {
  const sections: PaletteSection[] = [
    { id: 'person', options: people.map((hit) => ({ id: personId(hit), kind: 'person', hit })) },
    { id: 'package', options: packages.map((row) => ({ id: `package/${row.id}`, kind: 'package', row })) },
    {
      id: 'message',
      options: messages.map((hit) => ({
        id: `message/${hit.conversation.id}/${hit.messageId ?? ''}`,
        kind: 'message',
        hit,
      })),
    },
    // The newest of one name is the one that runs.
    {
      id: 'action',
      options: actions.toReversed().map((action) => ({ id: `action/${action.id}`, kind: 'action', action })),
    },
  ]
  return sections
    .map(({ id, options }) => ({ id, options: distinct(options) }))
    .map((section) => (section.id === 'action' ? { ...section, options: section.options.toReversed() } : section))
    .filter(({ options }) => options.length > 0)
}

/** Where a line leads; null for a command, which is performed. */
export function addressOf(option: PaletteOption): string | null {
  switch (option.kind) {
    case 'person':
      return option.hit.residentId === null ? `/units/${option.hit.unitId}` : `/residents/${option.hit.residentId}`
    case 'package':
      return `/packages/${option.row.id}`
    case 'message': {
      const { conversation, messageId, offset } = option.hit
      const place = messageId === null || offset === null ? '' : `?messageId=${messageId}&offset=${offset}`
      return `/messages/${conversation.id}${place}`
    }
    case 'action':
      return null
  }
}
