import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Eraser } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Form, Note, TextField } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { RequestFailure } from '../../window/data/bridge.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { ErasePreview } from './ErasePreview.tsx'
import './residents.css'
import './erase.css'

type Preview = Response<'privacy.preview'>

/** Erasing a person: what it reaches is looked at first, then it is confirmed by their name. */
export function EraseScreen() {
  const { id } = useParams({ from: '/residents/$id/erase' })
  const { data, error, refetch } = useRoute('privacy.preview', { residentId: id }, { staleTime: 0, retry: false })
  if (error) return <ErrorNote error={error} />
  return data ? <Erase id={id} preview={data} lookAgain={() => void refetch()} /> : null
}

const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase()

function Erase({ id, preview, lookAgain }: { id: string; preview: Preview; lookAgain: () => void }) {
  const navigate = useNavigate()
  const [confirming, setConfirming] = useState(false)
  const back = () => void navigate({ to: '/residents/$id', params: { id } })
  return (
    <div className="stack erase" data-gap="large">
      <header className="stack" data-gap="small">
        <h1>
          <Trans>
            Erase <bdi translate="no">{preview.name}</bdi>
          </Trans>
        </h1>
        <p className="muted">
          <Trans>
            For somebody whom the building no longer needs to know, or who asks for it. It cannot be undone.
          </Trans>
        </p>
      </header>
      {preview.waiting > 0 && (
        <Note tone="attention">
          <Trans>Parcels wait for this person. Hand them over or return them first, then erase.</Trans>
        </Note>
      )}
      {preview.units.length > 0 && (
        <Note tone="attention">
          <Trans>They live here today ({preview.units.join(', ')}). The home ends with the erasure.</Trans>
        </Note>
      )}
      <ErasePreview preview={preview} />
      {confirming ? (
        <Confirm id={id} preview={preview} lookAgain={lookAgain} onLeave={() => setConfirming(false)} />
      ) : (
        <div className="row">
          <Button size="large" variant="primary" isDisabled={preview.waiting > 0} onPress={() => setConfirming(true)}>
            <Trans>Go on to the confirmation</Trans>
          </Button>
          <Button size="large" variant="plain" onPress={back}>
            <Trans>Cancel</Trans>
          </Button>
        </div>
      )}
    </div>
  )
}

function Confirm({
  id,
  preview: { name, digest },
  lookAgain,
  onLeave,
}: {
  id: string
  preview: Preview
  lookAgain: () => void
  onLeave: () => void
}) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const feedback = useFeedback()
  const start = useStartFocus()
  const [typed, setTyped] = useState('')
  const erase = useSend('privacy.erase', {
    onSuccess: () => {
      feedback.show({
        tone: 'ok',
        title: <Trans>Person erased</Trans>,
        detail: <Trans>Parcels and counts stay, under another name.</Trans>,
      })
      void navigate({ to: '/residents' })
    },
    onError: (error) => {
      if (error instanceof RequestFailure && error.code === 'PREVIEW_OUTDATED') lookAgain()
    },
  })
  const isName = plain(typed) === plain(name)
  return (
    <KeyArea onEscape={onLeave}>
      <Form
        className="stack erase-confirm"
        noValidate
        onSubmit={() => {
          if (isName && !erase.isPending) erase.mutate({ residentId: id, digest })
        }}
      >
        <TextField
          inputRef={start}
          label={t`Type the name to confirm`}
          help={<bdi translate="no">{name}</bdi>}
          value={typed}
          onChange={setTyped}
        />
        <ErrorNote error={erase.error} />
        <div className="row">
          <Button
            type="submit"
            size="large"
            variant="danger"
            icon={Eraser}
            isPending={erase.isPending}
            isDisabled={!isName}
          >
            <Trans>Erase for good</Trans>
          </Button>
          <Button size="large" variant="plain" onPress={onLeave}>
            <Trans>Back</Trans>
          </Button>
        </div>
      </Form>
    </KeyArea>
  )
}
