/** What the machine proves, in the order in which it does. */
export const NAMES = [
  'finds a scanner by its usage beside other devices of the same maker, and a scanner that types',
  'learns how a scanner sends its codes from one scan of the code on the screen',
  'gives the code, its symbology and its separators, also in several reports',
  'reads two scanners at once with their parts interleaved',
  'throws away what was scanned while the screen was locked',
  'sees one unplugged and reads it again when it is back, without a restart',
  'sees a scanner on the USB bus plugged in, unplugged and plugged in again',
  'says no permission, and reads the scanner once it is given',
  'starts the process again when it is killed, and reads on',
  'reads the layout from the descriptor that the kernel shows',
  'writes to a USB printer byte for byte, and says when it is gone',
] as const
