import { Trans } from '@lingui/react/macro'

/** Whom a letter has told of a parcel that is not theirs any more: a letter that has left is not taken back. */
export function WrittenTo({ names }: { names: readonly string[] }) {
  const all = names.join(', ')
  return (
    <Trans>
      The notice had left already: tell <bdi translate="no">{all}</bdi> that it is not theirs.
    </Trans>
  )
}
