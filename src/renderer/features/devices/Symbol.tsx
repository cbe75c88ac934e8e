import { useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** A bar code on the screen: black on white in every theme, for a scanner to read. */
export function Symbol({ symbol, text, program = false }: Request<'symbols.draw'>) {
  const { t } = useLingui()
  const { data, error } = useRoute('symbols.draw', { symbol, text, program })
  return (
    <figure className="symbol">
      {data && (
        <img
          src={`data:image/svg+xml,${encodeURIComponent(data.svg)}`}
          alt={t`Bar code: ${text}`}
          data-symbol={symbol}
        />
      )}
      <ErrorNote error={error} />
    </figure>
  )
}
