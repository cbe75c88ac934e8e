import { Trans } from '@lingui/react/macro'

/** What a new colleague does all day. */
export function HelpDay() {
  return (
    <>
      <h2>
        <Trans>The day in ten lines</Trans>
      </h2>
      <ol className="help-day">
        <li>
          <Trans>A parcel arrives: scan its barcode on any screen.</Trans>
        </li>
        <li>
          <Trans>The right person is shown: press Enter. It is registered, and its label prints.</Trans>
        </li>
        <li>
          <Trans>The wrong person or nobody: type the unit or the name, choose, press Enter.</Trans>
        </li>
        <li>
          <Trans>A whole pile: scan everything first, say afterwards whose each one is.</Trans>
        </li>
        <li>
          <Trans>Stick the label on the box. Scan the box, then the shelf, and its place is known.</Trans>
        </li>
        <li>
          <Trans>Somebody comes: scan the pickup code or our label, or type the unit under Hand-over.</Trans>
        </li>
        <li>
          <Trans>Choose who is picking up and the proof, then press the button: it says how many parcels go.</Trans>
        </li>
        <li>
          <Trans>Under Waiting, see what has been here three days or more, and write to the resident.</Trans>
        </li>
        <li>
          <Trans>Answer residents under Messages; “/” inserts a template in their language.</Trans>
        </li>
        <li>
          <Trans>A mistake: F9 undoes it within ten minutes; later a manager can, with a reason.</Trans>
        </li>
      </ol>
      <p className="muted">
        <Trans>Everything is saved on this desk at once, even offline.</Trans>
      </p>
    </>
  )
}
