import { Trans, useLingui } from '@lingui/react/macro'
import { FileText, Image, X } from 'lucide-react'
import { stripMisleading } from '../../shared/messaging/clean.ts'
import type { Attachment } from '../../shared/messaging/schema.ts'
import { Button } from '../../ui/index.ts'
import { useBytes } from '../parts/Files.tsx'

/** The files that will go with the message. */
export function AddedFiles({ files, onDrop }: { files: readonly Attachment[]; onDrop: (id: string) => void }) {
  const { t } = useLingui()
  const bytes = useBytes()
  if (files.length === 0) return null
  return (
    <ul className="composer-files" aria-label={t`Files to send`}>
      {files.map((file) => {
        const name = stripMisleading(file.name)
        return (
          <li key={file.id} className="composer-file">
            {file.type === 'application/pdf' ? <FileText size={18} aria-hidden /> : <Image size={18} aria-hidden />}
            <bdi>{name}</bdi>
            <small className="muted">{bytes(file.bytes)}</small>
            <Button
              size="small"
              variant="plain"
              icon={X}
              aria-label={t`Leave ${name} out`}
              onPress={() => onDrop(file.id)}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** What happens to a file dragged over the conversation. */
export function DropHint() {
  return (
    <div className="composer-drop" aria-hidden>
      <Trans>Drop to attach: images and PDF</Trans>
    </div>
  )
}
