import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { labelSize } from '../../../shared/labels/sizes.ts'
import { createPdfFolderTransport, safeFileName } from './pdf-folder.ts'

const job = {
  document: { form: 'pdf', bytes: new Uint8Array([1, 2, 3]) },
  title: 'A47 unit 1204',
  size: labelSize('57x32'),
  printer: null,
} as const

describe('pdf folder', () => {
  let root = ''
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'desk-pdf-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('makes the folder, saves whole files under the job’s title and keeps an earlier label of that name', async () => {
    const folder = join(root, 'new', 'labels')
    const transport = createPdfFolderTransport({ folder })
    const { ref } = await transport.submit(job)
    expect(ref).toBe('A47 unit 1204.pdf')
    expect([...(await readFile(join(folder, ref)))]).toEqual([1, 2, 3])
    expect((await transport.submit(job)).ref).toBe('A47 unit 1204 (2).pdf')
    expect(await readdir(folder)).toEqual(['A47 unit 1204 (2).pdf', 'A47 unit 1204.pdf'])
    expect(await transport.state(ref)).toEqual({ state: 'printed', reason: 'saved' })
    expect(await transport.state('other.pdf')).toMatchObject({ state: 'failed' })
  })
  it('says why when the folder cannot be used', async () => {
    await writeFile(join(root, 'file'), '')
    const transport = createPdfFolderTransport({ folder: join(root, 'file', 'labels') })
    expect(await transport.check(null)).toMatchObject({ state: 'attention', reason: expect.any(String) })
    await expect(transport.submit(job)).rejects.toThrow()
  })
  it.each([
    ['../../etc/passwd', 'etc passwd'],
    ['A47: "unit" <12>|*?', 'A47 unit 12'],
    ['CON', 'label CON'],
    ['...', 'label'],
    ['', 'label'],
    ['a\u0000b\nc', 'a b c'],
  ])('no title leaves the folder or breaks a file system: %j', (title, name) => {
    expect(safeFileName(title)).toBe(name)
  })
})
