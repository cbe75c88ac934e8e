import { useEffect } from 'react'
import { useSelector } from '@tanstack/react-store'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useRouterState } from '@tanstack/react-router'
import { MessageSquareText, X } from 'lucide-react'
import { stripMisleading } from '../../../shared/messaging/clean.ts'
import { Button } from '../../../ui/index.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import type { News } from '../../window/feedback/news.ts'

/** Residents who have just written: above the last acts, never over a scan's answer, never taking the focus. */
export function NewsLine() {
  const { t } = useLingui()
  const { news } = useDesk()
  const list = useSelector(news.list)
  const here = useRouterState({ select: ({ location }) => location.pathname })
  const opened = list.find(({ conversationId }) => here === `/messages/${conversationId}`)?.conversationId
  useEffect(() => {
    if (opened !== undefined) news.settle(opened)
  }, [opened, news])
  return (
    <section aria-label={t`New messages`} aria-live="polite" className="news">
      {list.map((one) => (
        <Line key={one.conversationId} news={one} />
      ))}
    </section>
  )
}

function Line({ news: { conversationId, name, unit, count } }: { news: News }) {
  const { t } = useLingui()
  const { navigate, news } = useDesk()
  return (
    <div className="news-line">
      <button type="button" className="news-open" onClick={() => navigate(`/messages/${conversationId}`)}>
        <MessageSquareText size={20} aria-hidden />
        <span className="act-unit">{unit ?? '?'}</span>
        <span className="act-what">
          <bdi className="act-title" translate="no">
            {stripMisleading(name)}
          </bdi>
          <span className="act-facts">
            {count === 1 ? <Trans>just wrote</Trans> : <Plural value={count} one="# message" other="# messages" />}
          </span>
        </span>
      </button>
      <Button
        size="small"
        variant="plain"
        icon={X}
        aria-label={t`Put aside: ${stripMisleading(name)}`}
        onPress={() => news.settle(conversationId)}
      />
    </div>
  )
}
