/** The few calls of the Windows spooler that labels need. Status values are the bits of `winspool.h`. */
export interface WindowsSpooler {
  printers(): Promise<{ name: string; isDefault: boolean }[]>
  printerStatus(name: string): Promise<number>
  /** Hands bytes over as they are, past the driver; answers the job's number. */
  sendRaw(name: string, title: string, bytes: Uint8Array): Promise<number>
  /** Gives a picture of dots to the driver at the printer's own resolution; answers the job's number. */
  drawDots(name: string, title: string, picture: DotPicture): Promise<number>
  /** The job's status bits; null when the spooler no longer has it. */
  jobStatus(name: string, job: number): Promise<number | null>
  deleteJob(name: string, job: number): Promise<void>
}

/** Rows of bits as in `Bitmap`, and the size on paper. */
export interface DotPicture {
  readonly bits: Uint8Array
  readonly width: number
  readonly height: number
  readonly widthMm: number
  readonly heightMm: number
}
