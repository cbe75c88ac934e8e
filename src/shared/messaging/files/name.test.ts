import { describe, expect, it } from 'vitest'
import { fileName } from './name.ts'

const pdf = (name: string) => fileName(name, 'application/pdf')

// Bug: a "PDF" of a resident was offered for saving as a program, and the system ran it at the double click.
describe('the ending comes from what the file is', () => {
  it.each([
    ['facture.pdf', 'facture.pdf'],
    ['facture.PDF', 'facture.pdf'],
    ['facture.bat', 'facture.pdf'],
    ['bail.lnk', 'bail.pdf'],
    ['facture.pdf      .hta', 'facture.pdf'],
    ['facture.pdf.exe', 'facture.pdf'],
    ['facture.exe. . .', 'facture.pdf'],
    ['facture\u202efdp.scr', 'facturefdp.pdf'],
    ['\u202egpj.exe', 'gpj.pdf'],
    ['facture.pdf\u0000.exe', 'facture.pdf'],
    ['facture.pdf:evil.exe', 'facture.pdf_evil.pdf'],
    ['Bail 2.0', 'Bail 2.0.pdf'],
    ['rapport.v2.pdf', 'rapport.v2.pdf'],
    ['Tremblay, J. (bail)', 'Tremblay, J. (bail).pdf'],
    ['.bashrc', 'bashrc.pdf'],
    ['autorun.inf', 'autorun.pdf'],
    ['desktop.ini', 'desktop.pdf'],
  ])('%j is saved as %j', (given, kept) => expect(pdf(given)).toBe(kept))

  it.each([
    ['photo.jpeg', 'image/jpeg', 'photo.jpg'],
    ['photo.JPG', 'image/jpeg', 'photo.jpg'],
    ['photo.jpg', 'image/webp', 'photo.webp'],
    ['photo.svg', 'image/png', 'photo.png'],
  ] as const)('%j as %s is %j', (given, type, kept) => expect(fileName(given, type)).toBe(kept))
})

describe('no system reads more than letters in it', () => {
  it.each([
    ['CON', '_CON.pdf'],
    ['nul.pdf', '_nul.pdf'],
    ['Com1 .txt', '_Com1.pdf'],
    ['LPT¹.bail.pdf', '_LPT¹.bail.pdf'],
    ['console.pdf', 'console.pdf'],
    ['a/b\\c.pdf', 'a_b_c.pdf'],
    ['../../.ssh/id', '_.._.pdf'],
    ['a<b>|"?*.pdf', 'a_b_____.pdf'],
    ['\u202e \n', 'fichier.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['...', 'fichier.pdf'],
  ])('%j is saved as %j', (given, kept) => expect(pdf(given)).toBe(kept))

  // Bug: a name that is cut inside an emoji is no text for the server, and the message with the file is refused.
  it('is one line of at most 200 characters, never cut inside one', () => {
    expect(pdf(`a\n${'x'.repeat(193)}😀😀`)).toBe(`a ${'x'.repeat(193)}😀.pdf`)
    expect([...pdf(`CON.${'😀'.repeat(400)}`)]).toHaveLength(200)
  })

  it('is the same when it is made again', () => {
    for (const given of [
      'facture.bat',
      'CON',
      'a/b',
      'Bail 2.0',
      '..',
      'x'.repeat(300),
      'facture.pdf   .hta',
      'a.pdf.pdf',
    ])
      expect(pdf(pdf(given))).toBe(pdf(given))
  })
})
