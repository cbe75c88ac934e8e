import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Trash2 } from 'lucide-react'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ShadowNote } from '../../parcel/words/ShadowNote.tsx'
import { carrierChoices } from '../../parcel/words/words.ts'
import { Button, Form, Panel, Select, TextField } from '../../../ui/index.ts'
import { CarrierMark } from '../../parcel/marks/marks.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { readLength, readPrefix } from './prefix.ts'

/** Prefixes that this building has taught for carriers without a public format. */
export function Carriers() {
  const { t } = useLingui()
  const may = useMay('carriers.teach')
  const feedback = useFeedback()
  const rules = useRoute('carriers.list', {})
  const forget = useSend('carriers.forget', { onError: feedback.fail })
  return (
    <Panel title={<Trans>Carriers taught by hand</Trans>}>
      <p className="muted">
        <Trans>
          When a carrier’s parcels are not recognised, teach the console how its numbers begin. It applies from the next
          scan on.
        </Trans>
      </p>
      <ErrorNote error={rules.error} />
      {rules.data && rules.data.length > 0 && (
        <ul className="rows">
          {rules.data.map(({ id, carrier, prefix, length }) => (
            <li key={id} className="row-item rule-row">
              <CarrierMark carrier={carrier} />
              <span>
                <span className="code">{prefix}…</span>{' '}
                {length !== null && (
                  <span className="muted small">
                    <Trans>{length} characters</Trans>
                  </span>
                )}
              </span>
              <Button
                variant="plain"
                icon={Trash2}
                isDisabled={!may}
                aria-label={t`Remove ${prefix}`}
                onPress={() => forget.mutate({ id })}
              />
            </li>
          ))}
        </ul>
      )}
      {may && <Teach />}
    </Panel>
  )
}

function Teach() {
  const { t, i18n } = useLingui()
  const [carrier, setCarrier] = useState<string | null>(null)
  const [prefix, setPrefix] = useState('')
  const [length, setLength] = useState('')
  const teach = useSend('carriers.teach', {
    onSuccess: () => {
      setPrefix('')
      setLength('')
    },
  })
  const readyPrefix = readPrefix(prefix)
  const readyLength = readLength(length)
  const isReady = carrier !== null && readyPrefix !== null && readyLength !== undefined
  const keep = (evenSo: boolean) => {
    if (isReady) teach.mutate({ carrier, prefix: readyPrefix, length: readyLength, example: null, evenSo })
  }

  return (
    <Form className="teach" onSubmit={() => keep(false)}>
      <Select
        label={t`Carrier`}
        placeholder={t`Choose`}
        value={carrier}
        onChange={(id) => {
          setCarrier(id)
          teach.reset()
        }}
        options={carrierChoices(i18n)}
      />
      <TextField
        label={t`Numbers begin with`}
        value={prefix}
        onChange={(text) => {
          setPrefix(text)
          teach.reset()
        }}
        {...(prefix !== '' && readyPrefix === null ? { error: t`2 to 20 letters and digits` } : {})}
      />
      <TextField
        label={t`Letters and digits in all (optional)`}
        value={length}
        onChange={(text) => {
          setLength(text)
          teach.reset()
        }}
        inputMode="numeric"
        {...(readyLength === undefined ? { error: t`4 to 40` } : {})}
      />
      <Button type="submit" isDisabled={!isReady} isPending={teach.isPending}>
        <Trans>Teach it</Trans>
      </Button>
      <ShadowNote error={teach.error} carrier={carrier ?? ''} isPending={teach.isPending} onEvenSo={() => keep(true)} />
    </Form>
  )
}
