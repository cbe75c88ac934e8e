import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'
import { FileText, ImageOff, Save } from 'lucide-react'
import type { Attachment } from '../../shared/messaging/schema.ts'
import { fileName } from '../../shared/messaging/files/name.ts'
import { isTooLarge, pictureSize } from '../../shared/messaging/files/picture.ts'
import { Button, Dialog } from '../../ui/index.ts'
import { useClient, useConnection, useDecoding, useHost } from '../host.tsx'
import { refusalWords } from '../words.ts'

const THUMB = 176

/** 1.4 MB, 320 KB. */
export function useBytes(): (bytes: number) => string {
  const { i18n } = useLingui()
  return (bytes) => {
    const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e3, 'kilobyte']
    return i18n.number(value, { style: 'unit', unit, maximumFractionDigits: value >= 100 ? 0 : 1 })
  }
}

/** The files of a message: images small, PDF by name. */
export function Files({ files }: { files: readonly Attachment[] }) {
  return (
    <ul className="msg-files">
      {files.map((file) => (
        <li key={file.id}>{file.type === 'application/pdf' ? <PdfFile file={file} /> : <ImageFile file={file} />}</li>
      ))}
    </ul>
  )
}

/** Saves a file where the person wants it, and says why it could not. */
function useSaving(file: Attachment): { save: () => void; problem: ReactNode } {
  const { i18n } = useLingui()
  const client = useClient()
  const { saveFile } = useHost()
  const [error, setError] = useState<unknown>(null)
  const problem = error !== null && (
    <p className="msg-problem" role="alert">
      {i18n._(refusalWords(error))}
    </p>
  )
  const save = () =>
    void client
      .openAttachment(file.id)
      .then(saveFile)
      .then(() => setError(null), setError)
  return { save, problem }
}

function PdfFile({ file }: { file: Attachment }) {
  const { t } = useLingui()
  const bytes = useBytes()
  const { save, problem } = useSaving(file)
  const name = fileName(file.name, file.type)
  return (
    <>
      <button type="button" className="msg-file" aria-label={t`Save ${name}`} onClick={save}>
        <FileText size={24} aria-hidden />
        <span>
          <bdi>{name}</bdi>
          <small>PDF · {bytes(file.bytes)}</small>
        </span>
      </button>
      {problem}
    </>
  )
}

/** Drawn on a canvas: no address of the picture exists that something else could open. */
function Picture({ file, longest }: { file: Attachment; longest: number }) {
  const { t } = useLingui()
  const client = useClient()
  const decoding = useDecoding()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  const drawn = useRef('')
  const { state } = useConnection()
  const hasLine = state === 'live' || state === 'polling'
  const scale = Math.min(1, longest / Math.max(file.width ?? longest, file.height ?? longest))
  const width = Math.max(1, Math.round((file.width ?? longest) * scale))
  const height = Math.max(1, Math.round((file.height ?? longest) * scale))
  useEffect(() => {
    let gone = false
    const wanted = `${file.id} ${width} ${height}`
    if (drawn.current === wanted) return
    const draw = async () => {
      if (gone) return
      const { bytes, type } = await client.openAttachment(file.id)
      const claimed = pictureSize(type, bytes)
      if (!claimed || isTooLarge(claimed)) throw new Error('Not a picture of this size')
      const image = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), {
        resizeWidth: width * 2,
        resizeHeight: height * 2,
        resizeQuality: 'medium',
      })
      if (!gone) {
        canvas.current?.getContext('2d')?.drawImage(image, 0, 0)
        drawn.current = wanted
        setFailed(false)
      }
      image.close()
    }
    decoding(draw).catch(() => !gone && setFailed(true))
    return () => {
      gone = true
    }
    // What could not be had without a line is asked for again when there is one.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [client, decoding, file.id, width, height, hasLine])
  return (
    <>
      {failed && (
        <span className="msg-file" style={{ width, minHeight: Math.min(height, 64) }}>
          <ImageOff size={24} aria-hidden />
          {t`The image is not on this device yet`}
        </span>
      )}
      <canvas
        ref={canvas}
        width={width * 2}
        height={height * 2}
        style={{ width, height }}
        hidden={failed}
        aria-hidden
      />
    </>
  )
}

function ImageFile({ file }: { file: Attachment }) {
  const { t } = useLingui()
  const { save, problem } = useSaving(file)
  const [open, setOpen] = useState(false)
  const name = fileName(file.name, file.type)
  return (
    <>
      <button type="button" className="msg-image" aria-label={t`Enlarge ${name}`} onClick={() => setOpen(true)}>
        <Picture file={file} longest={THUMB} />
      </button>
      <Dialog title={<bdi>{name}</bdi>} isOpen={open} onClose={() => setOpen(false)}>
        <div className="msg-large">
          <Picture file={file} longest={560} />
        </div>
        {problem}
        <div className="row">
          <Button icon={Save} onPress={save}>{t`Save`}</Button>
          <Button onPress={() => setOpen(false)}>{t`Close`}</Button>
        </div>
      </Dialog>
    </>
  )
}
