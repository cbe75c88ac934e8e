import { Trans, useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { labelSize } from '../../../shared/labels/sizes.ts'
import { useSettings } from '../../window/desk/useSettings.ts'
import { REASON_WORDS } from './reasonWords.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Note } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import './labels.css'

/** The label as the print head would burn it: the very dots that are read back before printing. */
export function LabelPreview({ subject }: { subject: Request<'labels.preview'>['subject'] }) {
  const settings = useSettings()
  return settings ? <Preview subject={subject} settings={settings} /> : null
}

function Preview({
  subject,
  settings: { label, printer },
}: {
  subject: Request<'labels.preview'>['subject']
  settings: NonNullable<ReturnType<typeof useSettings>>
}) {
  const { t, i18n } = useLingui()
  const { size, dpi } = label
  const preview = useRoute('labels.preview', { subject, size, dpi })
  const { widthMm, heightMm } = labelSize(size)
  return (
    <figure className="label-preview">
      <div className="label-paper" style={{ aspectRatio: `${widthMm} / ${heightMm}` }} data-tall={heightMm > widthMm}>
        {preview.data && (
          <img
            src={`data:image/png;base64,${preview.data.png}`}
            alt={t`The label as it comes out of the printer`}
            width={preview.data.width}
            height={preview.data.height}
          />
        )}
      </div>
      <figcaption className="muted small">
        {widthMm} × {heightMm} mm · <Trans>{dpi} dpi</Trans>
        {printer.language === 'zpl' && (
          <>
            <br />
            <Trans>The printer sets the letters in its own narrower typeface, in the same places.</Trans>
          </>
        )}
      </figcaption>
      <ErrorNote error={preview.error} />
      {preview.data && preview.data.missing.length > 0 && (
        <Note tone="attention">
          <Trans>
            The typeface of labels does not have <bdi>{preview.data.missing.join(' ')}</bdi>. The label is printed all
            the same: write the name on it by hand.
          </Trans>
        </Note>
      )}
      {preview.data?.problems.map((problem) => (
        <Note key={problem} tone="error">
          {i18n._(REASON_WORDS[problem])}
        </Note>
      ))}
    </figure>
  )
}
