import { makeOwnCode } from '../../../src/shared/scan/ownCode.ts'

/** The pickup code as the QR code that the desk scans, with the white margin that it also needs on a dark ground. */
export async function codePicture(pickupCode: string): Promise<Uint8Array> {
  const { toBuffer } = await import('bwip-js/node')
  return new Uint8Array(
    await toBuffer({
      bcid: 'qrcode',
      text: makeOwnCode('pickup', pickupCode),
      scale: 6,
      // In half modules: a QR code needs four whole ones around it.
      padding: 8,
      backgroundcolor: 'FFFFFF',
    }),
  )
}
