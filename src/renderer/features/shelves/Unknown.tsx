import { Plural, Trans } from '@lingui/react/macro'
import { PackagePlus, X } from 'lucide-react'
import { fromScreen } from '../../window/scan/scan.ts'
import { useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { Button, Panel } from '../../../ui/index.ts'

/** Codes on a shelf that no parcel is known by: each can be taken in now. */
export function Unknown({ shelfId, codes }: { shelfId: string; codes: readonly string[] }) {
  const { navigate, scans } = useDesk()
  const { fail } = useFeedback()
  const unseen = useSend('shelves.unseen', { onError: fail })
  const register = (code: string) => {
    navigate('/intake')
    scans.forget()
    void scans.receive(fromScreen(code))
  }
  return (
    <Panel
      tone="attention"
      title={<Plural value={codes.length} one="# code is not registered" other="# codes are not registered" />}
    >
      <ul className="shelf-lines">
        {codes.map((code) => (
          <li key={code} className="shelf-line">
            <span className="code shelf-code">{code}</span>
            <div className="row shelf-acts" data-gap="small">
              <Button size="small" icon={PackagePlus} onPress={() => register(code)}>
                <Trans>Register it</Trans>
              </Button>
              <Button
                size="small"
                variant="plain"
                icon={X}
                onPress={() => unseen.mutate({ shelfId, packageId: null, code })}
              >
                <span>
                  <Trans>
                    Take <span className="visually-hidden">{code}</span> off the list
                  </Trans>
                </span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
