import { Trans } from '@lingui/react/macro'
import { MessageSquareQuote } from 'lucide-react'
import { useDesk } from '../../window/desk/useDesk.ts'
import { Button } from '../../../ui/index.ts'

/** The way to what notices say. */
export function TextsLink() {
  const { actions } = useDesk()
  return (
    <div className="row">
      <Button icon={MessageSquareQuote} onPress={() => actions.run('go.noticeTexts')}>
        <Trans>Texts of notices</Trans>
      </Button>
    </div>
  )
}
