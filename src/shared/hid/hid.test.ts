import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assemble, expire, MAX_CODE, PART_GAP_MS, type Assembly, type HidScan } from './assemble.ts'
import { codeText } from './codeText.ts'
import { layoutFromDescriptor } from './descriptor.ts'
import { KNOWN_LAYOUTS, reportLayout } from './layout.ts'
import { learnLayout } from './learn.ts'
import { readPart } from './part.ts'
import { DESCRIPTOR_A, encodeCode, encodePart, STREAMS } from './streams.fixture.ts'

const layoutOf = (id: string) => KNOWN_LAYOUTS.find((layout) => layout.id === id)!

function play(reports: readonly Uint8Array[], id: string, gap = 1): HidScan[] {
  let open: Assembly | null = null
  const out: HidScan[] = []
  for (const [n, report] of reports.entries()) {
    const step = assemble(open, report, layoutOf(id), n * gap)
    open = step.open
    out.push(...step.out)
  }
  return [...out, ...expire(open, reports.length * gap + PART_GAP_MS + 1).out]
}

const scanText = fc.string({
  unit: fc.integer({ min: 1, max: 255 }).map((c) => String.fromCharCode(c)),
  minLength: 1,
  maxLength: 200,
})
const aim = fc.constantFrom(']C0', ']C1', ']L2', ']U1', ']Q1', ']E0')

describe('recorded streams', () => {
  it.each(STREAMS)('$layout: $name', ({ layout, reports, scans }) => {
    expect(play(reports, layout)).toEqual(scans.map((scan) => ({ kind: 'scan', ...scan })))
  })

  it('have one for every layout', () => {
    expect(new Set(STREAMS.map(({ layout }) => layout))).toEqual(new Set(KNOWN_LAYOUTS.map(({ id }) => id)))
    for (const layout of KNOWN_LAYOUTS) expect(reportLayout.parse(layout)).toEqual(layout)
  })
})

describe('what is not exact is refused', () => {
  const [long] = STREAMS
  it('a first part whose rest never comes is said, and does not grow into the next code', () => {
    const next = encodePart(layoutOf('A'), '331426749957', ']C0', false)
    expect(play([long!.reports[0]!, next], 'A', PART_GAP_MS + 1)).toEqual([
      { kind: 'refused', why: 'incomplete' },
      { kind: 'scan', text: '331426749957', aim: ']C0' },
    ])
  })

  it('another symbology in the middle of a code', () => {
    const other = encodePart(layoutOf('A'), 'XYZ', ']L2', false)
    expect(play([long!.reports[0]!, other], 'A')).toEqual([
      { kind: 'refused', why: 'incomplete' },
      { kind: 'scan', text: 'XYZ', aim: ']L2' },
    ])
  })

  it('a length beyond the field, bytes after the length, a broken identifier, a flag that is no flag', () => {
    const good = () => encodePart(layoutOf('A'), '331426749957', ']C0', false)
    const broken = (at: number, value: number) => {
      const report = good()
      report[at] = value
      return readPart(report, layoutOf('A')).kind
    }
    expect(readPart(good(), layoutOf('A')).kind).toBe('part')
    expect([broken(1, 57), broken(1, 11), broken(2, 0x20), broken(4, 0), broken(63, 2)]).toEqual(
      Array<string>(5).fill('misfit'),
    )
    expect(readPart(good().subarray(0, 63), layoutOf('A')).kind).toBe('misfit')
    expect([broken(0, 4), broken(1, 0)].slice(0, 1)).toEqual(['nothing'])
  })

  it('reports of triggers and of nothing are no scan and no error', () => {
    expect(
      play([Uint8Array.from([4, 1]), new Uint8Array(64), encodePart(layoutOf('A'), '', null, false)], 'A'),
    ).toEqual([])
  })

  it('a code without end', () => {
    const part = encodePart(layoutOf('A'), 'x'.repeat(56), ']Q1', true)
    const scans = play(Array<Uint8Array>(Math.ceil(MAX_CODE / 56) + 1).fill(part), 'A')
    expect(scans[0]).toEqual({ kind: 'refused', why: 'too_long' })
  })
})

describe('two scanners at once', () => {
  it('keep their parts apart', () => {
    const [one, two] = [
      encodeCode(layoutOf('A'), 'a'.repeat(100), ']Q1'),
      encodeCode(layoutOf('C'), 'b'.repeat(90), null),
    ]
    let [a, c]: (Assembly | null)[] = [null, null]
    const out: HidScan[] = []
    for (let n = 0; n < 2; n++) {
      const first = assemble(a!, one[n]!, layoutOf('A'), n)
      const second = assemble(c!, two[n]!, layoutOf('C'), n)
      a = first.open
      c = second.open
      out.push(...first.out, ...second.out)
    }
    expect(out.map((scan) => scan.kind === 'scan' && scan.text.length)).toEqual([100, 90])
  })
})

describe('letters beyond ASCII', () => {
  const bytesOf = (text: string) => String.fromCharCode(...new TextEncoder().encode(text))

  it('are read as UTF-8 where every byte is that, else as Latin-1', () => {
    for (const text of ['ZOÉ', 'Łukasz Œuvré', '王小明', '😀 100 %', '%C3%A9 é'])
      expect(codeText(bytesOf(text))).toBe(text)
    for (const text of ['ZOÉ', 'Hélène Ñandú', 'É', 'ÿþ', 'Ã É', '100 %C3 é', '\u00c0\u00af', '\u00ed\u00a0\u0080'])
      expect(codeText(text)).toBe(text)
    // Half of a letter at the end, and one Latin-1 byte among good UTF-8.
    for (const text of [bytesOf('ZOÉ').slice(0, -1), `${bytesOf('ZOÉ')}\u00c9`]) expect(codeText(text)).toBe(text)
    expect(codeText('1Z%99\u001d')).toBe('1Z%99\u001d')
  })

  it('are whole where two reports share the bytes of one', () => {
    const text = `${'A'.repeat(55)}É${'B'.repeat(20)}`
    for (const sent of [bytesOf(text), text])
      expect(play(encodeCode(layoutOf('A'), sent, ']L2'), 'A')).toEqual([{ kind: 'scan', text, aim: ']L2' }])
  })
})

describe('pairing', () => {
  it.each(KNOWN_LAYOUTS.map(({ id }) => id))('learns layout %s from one scan of a known code', (id) => {
    const layout = layoutOf(id)
    const learnt = learnLayout(encodeCode(layout, 'LOFTS-7K3Q-92', ']C0'), 'LOFTS-7K3Q-92')
    expect(learnt?.id).toBe(id)
  })

  it.each([
    ['an AIM identifier in the data', ']C0LOFTS-7K3Q-92'],
    ['a line end', 'LOFTS-7K3Q-92\r\n'],
    ['STX and ETX', '\u0002LOFTS-7K3Q-92\u0003'],
    ['the signs of Code 39', '*LOFTS-7K3Q-92*'],
  ])('learns the layout of a scanner that sends %s', (_name, sent) => {
    for (const layout of KNOWN_LAYOUTS)
      expect(learnLayout(encodeCode(layout, sent, ']C0'), 'LOFTS-7K3Q-92')?.id, layout.id).toBe(layout.id)
  })

  it('takes none when another code was scanned, or a byte is where none should be', () => {
    const reports = encodeCode(layoutOf('A'), 'LOFTS-7K3Q-92', ']C0')
    expect(learnLayout(reports, 'LOFTS-0000-00')).toBeNull()
    reports[0]![30] = 7
    expect(learnLayout(reports, 'LOFTS-7K3Q-92')).toBeNull()
  })

  it('reads the layout from what the scanner says of itself', () => {
    const layout = layoutFromDescriptor(DESCRIPTOR_A)
    expect(layout).toEqual({ ...layoutOf('A'), id: 'descriptor' })
    expect(learnLayout(encodeCode(layoutOf('A'), 'LOFTS-1', ']C0'), 'LOFTS-1', layout)?.id).toBe('descriptor')
  })

  it('knows nothing of a keyboard’s descriptor', () => {
    expect(
      layoutFromDescriptor(Uint8Array.from([0x05, 1, 0x09, 6, 0xa1, 1, 0x75, 8, 0x95, 8, 0x81, 2, 0xc0])),
    ).toBeNull()
  })
})

describe('whatever is sent', () => {
  it('a code comes back as it was, in every layout', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN_LAYOUTS), scanText, aim, (layout, text, symbology) => {
        // A final carriage return is the scanner's; a layout without a flag takes one inside for the end.
        fc.pre(!text.includes('\r') && !text.startsWith(']Z6'))
        const long = layout.id === 'F' && text.length >= layout.dataSize
        fc.pre(!long)
        expect(play(encodeCode(layout, text, symbology), layout.id)).toEqual([
          { kind: 'scan', text: codeText(text), aim: layout.aim === null ? null : symbology },
        ])
      }),
      { numRuns: 1500 },
    )
  })

  it('no bytes make it throw, and nothing but whole reports of the right number become text', () => {
    const bytes = fc.uint8Array({ maxLength: 80 })
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN_LAYOUTS), fc.array(bytes, { maxLength: 12 }), (layout, reports) => {
        for (const scan of play(reports, layout.id))
          if (scan.kind === 'scan')
            expect(reports.some((one) => one[0] === layout.reportId && one.length === layout.size)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('a damaged byte never makes another code of the same length without being noticed outside the data', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KNOWN_LAYOUTS.filter(({ id }) => id < 'D')),
        scanText,
        fc.nat(63),
        fc.integer({ min: 1, max: 255 }),
        (layout, text, at, flip) => {
          fc.pre(text.length < 50 && !text.includes('\r'))
          const report = encodePart(layout, text, ']C0', false)
          fc.pre(at < layout.data || at >= layout.data + text.length)
          report[at]! ^= flip
          const read = readPart(report, layout)
          // The count and the identifier are all that a changed byte may turn into something else that fits.
          if (read.kind === 'part')
            expect(read.text.length === text.length || at === layout.length || layout.length === null).toBe(true)
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('no descriptor makes it throw or names a place outside the report', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(DESCRIPTOR_A.length - 1),
        fc.nat(255),
        (noise, at, value) => {
          const changed = DESCRIPTOR_A.slice()
          changed[at] = value
          for (const bytes of [noise, changed]) {
            const layout = layoutFromDescriptor(bytes)
            if (!layout) continue
            expect(layout.data + layout.dataSize).toBeLessThanOrEqual(layout.size)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
