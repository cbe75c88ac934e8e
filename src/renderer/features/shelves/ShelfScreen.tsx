import type { ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { ArrowLeft, CheckCheck, CircleCheck, FileText, PackageOpen, ScanBarcode } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { saveFile } from '../../messages/saveFile.ts'
import { staleness } from '../../parcel/marks/age.ts'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useNow } from '../../../ui/clock.ts'
import { Button, Chip, EmptyState, Note, Panel } from '../../../ui/index.ts'
import { Missing } from './Missing.tsx'
import { Lines } from './Lines.tsx'
import { ParcelLine } from './ParcelLine.tsx'
import { OverdueWords } from './OverdueWords.tsx'
import { Unexpected } from './Unexpected.tsx'
import { Unknown } from './Unknown.tsx'
import './shelves.css'

type Check = Response<'shelves.check'>

/** One shelf: every scan on this page says that the parcel lies here, and the page says what that means. */
export function ShelfScreen() {
  const id = useParams({ strict: false, select: (params) => params['id'] ?? '' })
  const { data, error } = useRoute('shelves.check', { id })
  return (
    <div className="stack shelf-page" data-gap="large">
      {data && <Head check={data} />}
      <ErrorNote error={error} />
      {data && <Lists check={data} />}
    </div>
  )
}

function Head({ check }: { check: Check }) {
  const { i18n } = useLingui()
  const { navigate } = useDesk()
  const { fail } = useFeedback()
  const end = useSend('shelves.unseen', { onError: fail, onSuccess: () => navigate('/shelves') })
  const sheet = useSend('shelves.sheet', { onError: fail, onSuccess: saveFile })
  const { shelf, found, missing, running } = check
  return (
    <header className="shelf-head">
      <div>
        <h1>
          <Trans>Shelf {shelf.code}</Trans>
        </h1>
        {shelf.name !== '' && <p className="muted">{shelf.name}</p>}
      </div>
      {running && <Counts check={check} />}
      <div className="row shelf-tools">
        <Button variant="plain" icon={ArrowLeft} onPress={() => navigate('/shelves')}>
          <Trans>All shelves</Trans>
        </Button>
        {found.length + missing.length > 0 && (
          <Button
            icon={FileText}
            isPending={sheet.isPending}
            onPress={() => sheet.mutate({ id: shelf.id, language: i18n.locale === 'fr' ? 'fr' : 'en' })}
          >
            <Trans>List as PDF to print</Trans>
          </Button>
        )}
        {running && (
          <Button
            icon={CheckCheck}
            isPending={end.isPending}
            onPress={() => end.mutate({ shelfId: shelf.id, packageId: null, code: null })}
          >
            <Trans>End the check</Trans>
          </Button>
        )}
      </div>
    </header>
  )
}

/** Whether a parcel has waited for too long. */
function useOverdue(): (parcel: Check['found'][number]) => boolean {
  const now = useNow()
  const { days } = useFormats()
  return ({ receivedAt }) => staleness(days(receivedAt, now)) === 'overdue'
}

function Counts({ check }: { check: Check }) {
  const { found, missing, unexpected, unknown } = check
  const isOverdue = useOverdue()
  const overdue = found.filter(isOverdue).length
  const strange = unexpected.length + unknown.length
  return (
    <p className="row shelf-counts" aria-live="polite">
      <Chip tone="ok" icon={CircleCheck}>
        <Plural value={found.length} one="# found" other="# found" />
      </Chip>
      {missing.length > 0 && (
        <Chip tone="known">
          <Plural value={missing.length} one="# still to find" other="# still to find" />
        </Chip>
      )}
      {strange > 0 && (
        <Chip tone="attention">
          <Plural value={strange} one="# unexpected" other="# unexpected" />
        </Chip>
      )}
      {overdue > 0 && (
        <Chip tone="attention">
          <OverdueWords count={overdue} />
        </Chip>
      )}
    </p>
  )
}

function Lists({ check }: { check: Check }) {
  const mayCheck = useMay('packages.correct')
  const now = useNow()
  const isOverdue = useOverdue()
  const { shelf, found, missing, since, unexpected, unknown, running } = check
  const isDone = running && missing.length === 0 && unexpected.length === 0 && unknown.length === 0
  if (!running && missing.length === 0)
    return (
      <EmptyState icon={PackageOpen} title={<Trans>Nothing should be on this shelf</Trans>}>
        {mayCheck && <Trans>Scan what lies on it: each parcel is listed here and can be put here in one action.</Trans>}
      </EmptyState>
    )
  const overdue = found.filter(isOverdue)
  const others = found.filter((parcel) => !isOverdue(parcel))
  return (
    <>
      {!running && mayCheck && (
        <Note icon={ScanBarcode}>
          <Trans>Scan everything that lies on this shelf. What is missing or does not belong here shows at once.</Trans>
        </Note>
      )}
      {isDone && (
        <Note tone="ok">
          <Trans>Everything is where it should be. End the check, or scan the next shelf.</Trans>
        </Note>
      )}
      <div className="shelf-columns">
        <div className="stack" data-gap="large">
          {unexpected.length > 0 && <Unexpected check={check} now={now} />}
          {unknown.length > 0 && <Unknown shelfId={shelf.id} codes={unknown} />}
          {missing.length > 0 && <Missing check={check} now={now} />}
        </div>
        {running && (
          <div className="stack" data-gap="large">
            {overdue.length > 0 && (
              <Found title={<OverdueWords count={overdue.length} />} parcels={overdue} now={now} />
            )}
            {others.length > 0 && (
              <Found
                title={<Plural value={others.length} one="# found" other="# found" />}
                parcels={others}
                now={now}
              />
            )}
            {since.length > 0 && (
              <Found
                title={
                  <Plural
                    value={since.length}
                    one="# put here since the check began"
                    other="# put here since the check began"
                  />
                }
                parcels={since}
                now={now}
              />
            )}
          </div>
        )}
      </div>
    </>
  )
}

function Found({ title, parcels, now }: { title: ReactNode; parcels: Check['found']; now: number }) {
  return (
    <Panel title={title}>
      <Lines all={parcels} renderLine={(parcel) => <ParcelLine key={parcel.id} parcel={parcel} now={now} />} />
    </Panel>
  )
}
