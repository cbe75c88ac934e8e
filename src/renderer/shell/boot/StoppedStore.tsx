import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowUpCircle, FileLock, HardDrive, PlugZap, TriangleAlert } from 'lucide-react'
import { Button } from '../../../ui/index.ts'
import { BootScreen, type BootScreenProps } from './BootScreen.tsx'
import { useStoreRoute } from './useStoreRoute.ts'

function Stopped(props: Omit<BootScreenProps, 'actions' | 'error'>) {
  const retry = useStoreRoute('app.retry')
  return (
    <BootScreen
      {...props}
      error={retry.error}
      actions={
        <Button variant="primary" size="large" isPending={retry.isPending} onPress={() => retry.mutate({})}>
          <Trans>Try again</Trans>
        </Button>
      }
    />
  )
}

/** Written by a later version of the program. */
export function NewerStore({ found, known }: { found: number; known: number }) {
  const { t } = useLingui()
  return (
    <Stopped
      icon={ArrowUpCircle}
      title={t`This desk’s data is from a newer Lofts Desk`}
      detail={t`Data version ${found}; this program knows up to ${known}.`}
    >
      <p>
        <Trans>
          Someone has used a newer version here. To keep everything it recorded, this older one does not touch it.
        </Trans>
      </p>
      <p>
        <Trans>Open the newer Lofts Desk, or install it on this computer, then try again.</Trans>
      </p>
    </Stopped>
  )
}

/** The folder refuses to be written. */
export function ReadOnlyStore({ path }: { path: string }) {
  const { t } = useLingui()
  return (
    <Stopped icon={FileLock} title={t`The data folder is locked`}>
      <p>
        <Trans>Nothing is lost, but nothing new could be saved, so the desk stays closed for now.</Trans>
      </p>
      <p>
        <Trans>Ask the person who manages this computer to allow writing to this folder, then try again:</Trans>
      </p>
      <p className="code boot-path">{path}</p>
    </Stopped>
  )
}

/** No room left on the disk. */
export function FullDisk({ path }: { path: string }) {
  const { t } = useLingui()
  return (
    <Stopped icon={HardDrive} title={t`The disk is full`}>
      <p>
        <Trans>Everything saved so far is safe. There is no room for another parcel.</Trans>
      </p>
      <p>
        <Trans>Empty the recycle bin or delete large files on the disk of this folder, then try again:</Trans>
      </p>
      <p className="code boot-path">{path}</p>
    </Stopped>
  )
}

/** Anything else that kept the data closed. */
export function FailedStore({ detail }: { detail: string }) {
  const { t } = useLingui()
  return (
    <Stopped icon={TriangleAlert} title={t`The building’s data could not be opened`} detail={detail}>
      <p>
        <Trans>Nothing was changed. Try again; if that does not help, restart the computer, then call support.</Trans>
      </p>
    </Stopped>
  )
}

/** The console has no program behind it. */
export function NoAnswer({ error }: { error: Error }) {
  const { t } = useLingui()
  return (
    <BootScreen
      icon={PlugZap}
      title={t`Lofts Desk does not answer`}
      detail={error.message}
      actions={
        <Button variant="primary" size="large" onPress={() => window.location.reload()}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <p>
        <Trans>Close the program and open it again. What was saved is safe.</Trans>
      </p>
    </BootScreen>
  )
}
