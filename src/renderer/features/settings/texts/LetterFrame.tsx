import { useEffect, useRef, useState } from 'react'

/**
 * A letter as a mail program shows it: in a frame in which no script runs, whatever the letter says. The console forbids styles
 * in a text; those of the letter are set one by one.
 */
export function LetterFrame({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [isRead, setIsRead] = useState(false)
  useEffect(() => {
    if (isRead && frame.current) show(frame.current, html)
  }, [isRead, html])
  return (
    <iframe
      ref={frame}
      className="letter-frame"
      title={title}
      sandbox="allow-same-origin"
      srcDoc="<!doctype html>"
      onLoad={() => setIsRead(true)}
    />
  )
}

function show(frame: HTMLIFrameElement, html: string): void {
  const page = frame.contentDocument
  if (!page) return
  const letter = new DOMParser().parseFromString(html, 'text/html')
  page.documentElement.lang = letter.documentElement.lang
  const body = page.adoptNode(letter.body)
  page.body.replaceWith(body)
  for (const element of [body, ...body.querySelectorAll<HTMLElement>('[style]')])
    element.style.cssText = element.getAttribute('style') ?? ''
  // Links lead nowhere from here.
  for (const link of body.querySelectorAll('a')) link.removeAttribute('href')
  frame.style.height = `${body.scrollHeight + frame.offsetHeight - frame.clientHeight}px`
}
