import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { drawFirst } from './drawFirst.tsx'

async function drawn(first: Promise<unknown>): Promise<string> {
  const nodes: ReactNode[] = []
  await drawFirst(first, (node) => nodes.push(node), <p>console</p>)
  return renderToStaticMarkup(nodes)
}

// Bug: with both languages unreadable the window stayed white for ever.
it('says in both languages what is wrong when no words can be read', async () => {
  expect(await drawn(Promise.resolve())).toBe('<p>console</p>')
  const said = await drawn(Promise.reject(new Error('A file of the program could not be read')))
  expect(said).toContain('Installez Lofts Desk de nouveau')
  expect(said).toContain('Install Lofts Desk again')
})
