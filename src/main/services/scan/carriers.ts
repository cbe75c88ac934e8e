import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { TaughtRule } from '../../../shared/carriers/index.ts'
import { lessonHolds } from '../../../shared/scan/lessonHolds.ts'
import { lessonShadows } from '../../../shared/scan/lessonShadows.ts'
import type { Actor, ServiceDeps } from '../deps.ts'

/** Prefixes that the desk taught for carriers without a public number format. */
export function createCarrierRules({ store }: Pick<ServiceDeps, 'store'>) {
  return {
    list: (): Response<'carriers.list'> =>
      store
        .prepare('SELECT id, carrier, prefix, length FROM carrier_rules WHERE deleted_at IS NULL ORDER BY prefix')
        .all() as Response<'carriers.list'>,

    /** Keeps a lesson that works: it is tried at once, on the code in hand and on the next one. */
    teach(actor: Actor, { example, evenSo, ...input }: Parsed<'carriers.teach'>): Response<'carriers.teach'> {
      const { value } = store.transact('carriers.teach', { staffId: actor.id }, (tx) => {
        const taken = tx
          .prepare('SELECT id, carrier FROM carrier_rules WHERE prefix = ? AND deleted_at IS NULL')
          .get(input.prefix) as { id: string; carrier: string } | undefined
        if (taken && taken.carrier !== input.carrier)
          throw new DeskError('PREFIX_TAKEN', { prefix: input.prefix, carrier: taken.carrier })
        const others = tx
          .prepare('SELECT id, carrier, prefix, length FROM carrier_rules WHERE deleted_at IS NULL AND prefix <> ?')
          .all(input.prefix) as TaughtRule[]
        if (!lessonHolds(input, example, others)) throw new DeskError('LESSON_FAILS', { prefix: input.prefix })
        if (taken) return { id: taken.id }
        const shadowed = evenSo ? null : lessonShadows(input, example)
        if (shadowed) {
          const { prefix } = input
          throw new DeskError('LESSON_SHADOWS', {
            prefix,
            carrier: shadowed.carrier,
            isValid: Number(shadowed.isValid),
          })
        }
        return { id: tx.insert('carrier_rules', input).id }
      })
      return value
    },

    forget(actor: Actor, { id }: Parsed<'carriers.forget'>): Response<'carriers.forget'> {
      store.transact('carriers.forget', { staffId: actor.id }, (tx) => {
        if (!tx.get('carrier_rules', id)) throw new DeskError('NOT_FOUND')
        tx.remove('carrier_rules', id)
      })
      return {}
    },
  }
}
