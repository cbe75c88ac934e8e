import type { SYMBOLS } from '../../shared/contract/scanners.ts'
import { DeskError } from '../../shared/contract/errors.ts'

export interface SymbolOrder {
  symbol: (typeof SYMBOLS)[number]
  text: string
  /** A scanner's setup code: begins with FNC3, which tells the scanner to heed it instead of sending it. */
  program: boolean
}

/** A bar code as SVG for the screen, black on white with its quiet zone whatever the theme. */
export async function drawSymbol({ symbol, text, program }: SymbolOrder): Promise<{ svg: string }> {
  const { toSVG } = await import('bwip-js/node')
  // Control characters and the caret are written out, so that no text can mean something else.
  const allowed = program ? /^[0-9A-Z]+$/ : /^[\0-\u00ff]+$/
  if (!allowed.test(text)) throw new DeskError('BAD_REQUEST', { field: 'text' })
  const content = Array.from(text, (c) => (c < ' ' || c === '^' || c > '~' ? `^${code3(c)}` : c)).join('')
  try {
    const svg = toSVG({
      bcid: symbol,
      text: (program ? '^FNC3' : '') + content,
      parse: symbol !== 'gs1-128' && !program,
      parsefnc: program,
      scale: 2,
      ...(symbol === 'code128' || symbol === 'gs1-128' ? { height: 14 } : {}),
      ...(symbol === 'maxicode' ? { mode: 4 } : {}),
      paddingwidth: 10,
      paddingheight: 6,
      backgroundcolor: 'FFFFFF',
    })
    // A picture without a size of its own would shrink to nothing in a row of others.
    return { svg: svg.replace(/viewBox="0 0 (\d+) (\d+)"/, 'width="$1" height="$2" $&') }
  } catch {
    throw new DeskError('BAD_REQUEST', { field: 'text' })
  }
}

const code3 = (c: string): string => String(c.charCodeAt(0)).padStart(3, '0')
