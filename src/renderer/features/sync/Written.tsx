import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Copy, NotebookPen } from 'lucide-react'
import type { RefusedAct } from '../../../shared/contract/sync.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { Button, Chip } from '../../../ui/index.ts'
import { copyText } from '../../../ui/copyText.ts'

/** What somebody wrote in a refused act: to be read and taken along, also where it cannot be sent again. */
export function Written({ text: { language, internalNote, title, body } }: { text: RefusedAct['texts'][number] }) {
  const { t } = useLingui()
  const { fail } = useFeedback()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void copyText(title === '' ? body : `${title}\n\n${body}`).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 4000)
    }, fail)
  return (
    <figure className="sync-written">
      <figcaption>
        {internalNote && (
          <Chip icon={NotebookPen}>
            <Trans>Internal note</Trans>
          </Chip>
        )}
        {language !== null && <Chip>{language === 'fr' ? t`French` : t`English`}</Chip>}
        {title !== '' && (
          <strong dir="auto" translate="no">
            {title}
          </strong>
        )}
        <Button size="small" variant="plain" icon={Copy} onPress={copy}>
          {copied ? <Trans>Copied</Trans> : <Trans>Copy the text</Trans>}
        </Button>
      </figcaption>
      <blockquote dir="auto" translate="no" {...(language !== null && { lang: language })}>
        {body}
      </blockquote>
    </figure>
  )
}
