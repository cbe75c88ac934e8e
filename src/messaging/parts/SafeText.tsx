import { memo } from 'react'
import { stripMisleading } from '../../shared/messaging/clean.ts'
import { useHost } from '../host.tsx'
import { piecesOf } from './links.ts'

/** What somebody wrote, as text and nothing else; addresses in it can be opened. */
export const SafeText = memo(function SafeText({ text }: { text: string }) {
  const { openLink } = useHost()
  return (
    <p className="msg-text" dir="auto" translate="no">
      {piecesOf(stripMisleading(text)).map((piece) =>
        piece.href === null ? (
          piece.text
        ) : (
          <a
            key={piece.at}
            href={piece.href}
            title={piece.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={(event) => {
              event.preventDefault()
              if (piece.href !== null) openLink(piece.href)
            }}
            onAuxClick={(event) => event.preventDefault()}
          >
            {piece.text}
          </a>
        ),
      )}
    </p>
  )
})

/** A name or a subject: one line that cannot turn its neighbours around. */
export function SafeName({ children }: { children: string }) {
  return (
    <bdi dir="auto" translate="no">
      {stripMisleading(children)}
    </bdi>
  )
}
