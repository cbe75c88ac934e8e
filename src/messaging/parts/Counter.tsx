import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { cleanBody } from '../../shared/messaging/clean.ts'
import { BODY_LIMIT, countCharacters } from '../../shared/messaging/limits.ts'

const SHOWN_FROM = 3_500

/** How much room is left, once it matters. */
export function Counter({
  text,
  limit = BODY_LIMIT,
  from = SHOWN_FROM,
}: {
  text: string
  limit?: number
  from?: number
}) {
  const { i18n } = useLingui()
  const count = countCharacters(cleanBody(text))
  if (count < from) return null
  const over = count - limit
  return (
    <output className="msg-counter" data-over={over > 0 || undefined}>
      {over > 0 ? (
        <Plural
          value={over}
          one="# character too many. Nothing is lost: shorten it or send it in two parts."
          other="# characters too many. Nothing is lost: shorten it or send it in two parts."
        />
      ) : (
        <Trans>
          {i18n.number(count)} of {i18n.number(limit)} characters
        </Trans>
      )}
    </output>
  )
}
