import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { SearchX } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { wordsBeyond } from '../../shared/messaging/excerpt.ts'
import { stripMisleading } from '../../shared/messaging/clean.ts'
import type { SearchHit } from '../../shared/messaging/schema.ts'
import { useNow } from '../../ui/clock.ts'
import { EmptyState } from '../../ui/index.ts'
import { UnitBadge } from '../parts/UnitBadge.tsx'
import { useMessagingTimeDisplay } from '../host.tsx'
import { useSearch } from '../queries.ts'
import { shortMoment } from './moment.ts'
import { Names } from './Row.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'

const keyOf = (hit: SearchHit): string => `${hit.conversation.id} ${hit.messageId ?? ''}`

/** What a search found, best first, each with the words around the match. */
export function SearchResults({ text, onOpen }: { text: string; onOpen: (hit: SearchHit) => void }) {
  const { t } = useLingui()
  const display = useMessagingTimeDisplay()
  const now = useNow()
  const { data, error } = useSearch(text)
  if (error) return <RefusalNote error={error} />
  if (!data) return <div className="conv-list" aria-busy="true" />
  return (
    <>
      <output className="conv-found">
        {data.length > 0 && <Plural value={data.length} one="# place found" other="# places found" />}
      </output>
      {data.length === 0 ? (
        <EmptyState icon={SearchX} title={<Trans>Nothing found for “{stripMisleading(text)}”</Trans>}>
          <Trans>Try fewer letters. Accents do not matter.</Trans>
        </EmptyState>
      ) : (
        <ListBox
          aria-label={t`Results`}
          className="conv-list"
          items={data.map((hit) => ({ id: keyOf(hit), hit }))}
          onAction={(key) => {
            const hit = data.find((each) => keyOf(each) === key)
            if (hit) onOpen(hit)
          }}
        >
          {({ id, hit }) => (
            <ListBoxItem id={id} className="conv conv-hit" textValue={hit.conversation.residents[0]?.name ?? id}>
              <UnitBadge unit={hit.conversation.unit?.name ?? null} size="row" />
              <span className="conv-main">
                <span className="conv-line">
                  <span className="conv-name">
                    <Names row={hit.conversation} />
                  </span>
                  {hit.at !== null && <time className="conv-time">{shortMoment(hit.at, display, now)}</time>}
                </span>
                <span className="conv-excerpt">
                  <bdi dir="auto" translate="no">
                    {wordsBeyond(hit).map(({ text: part, match }, n) => {
                      const words = stripMisleading(part)
                      // oxlint-disable-next-line react/no-array-index-key -- the parts of one excerpt never change places
                      return match ? <mark key={n}>{words}</mark> : <span key={n}>{words}</span>
                    })}
                  </bdi>
                </span>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      )}
    </>
  )
}
