import { ATTACHMENT_TYPES } from '../../shared/messaging/kinds.ts'
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CornerDownLeft, MessageSquare, NotebookPen, Paperclip, Send } from 'lucide-react'
import { bodyProblem } from '../../shared/messaging/clean.ts'
import { ATTACHMENTS_PER_MESSAGE } from '../../shared/messaging/limits.ts'
import type { Conversation, SavedDraft } from '../../shared/messaging/schema.ts'
import { nameVariables, openVariables, type TemplateVariable } from '../../shared/messaging/templates.ts'
import { Button } from '../../ui/index.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { useClient, useHost } from '../host.tsx'
import { useMessagingWho } from '../queries.ts'
import { refusalWords, variableName } from '../words.ts'
import { AddedFiles } from './AddedFiles.tsx'
import { Counter } from '../parts/Counter.tsx'
import { insertText, wordsOfHtml } from './paste.ts'
import { Problems } from './Problems.tsx'
import { TemplateMenu } from './TemplateMenu.tsx'
import { useDraft } from './useDraft.ts'
import { useFiles } from './useFiles.ts'
import { useTemplateMenu } from './useTemplateMenu.ts'
import { typed, type Selection } from './variables.ts'

interface ComposerProps {
  conversation: Conversation
  /** What was left here, asked for with the conversation. */
  left: Promise<SavedDraft | null>
  onSent: () => void
  /** Files dragged onto the conversation, handed over once. */
  dropped: readonly File[] | null
  onDroppedTaken: () => void
}

/** Where a message or a note is written. Give it the conversation's id as key. */
export function Composer({ conversation, left, onSent, dropped, onDroppedTaken }: ComposerProps) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const { enterSends, setEnterSends, newId } = useHost()
  const who = useMessagingWho()
  const may = who?.may
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const { draft, change, take, error: draftError } = useDraft(conversation.id, left)
  const [refusal, setRefusal] = useState<unknown>(null)
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  }, [draft])
  const files = useFiles(
    conversation.id,
    () => latest.current?.attachments ?? [],
    (attachments) => {
      // Several files one after the other: the next one must see this one.
      if (latest.current) latest.current = { ...latest.current, attachments }
      change({ attachments })
    },
  )
  // Prepared texts are the staff's: what a resident writes in braces are words.
  const hasVariables = who?.side !== 'resident'
  const nameOf = variableName(i18n)
  const selectionAfter = useRef<Selection | null>(null)
  const write = (text: string, selection: Selection) => {
    if (!hasVariables) return change({ body: text })
    const next = typed(text, selection, nameOf)
    if (next.shown !== field.current?.value) selectionAfter.current = next.selection
    change({ body: next.body })
  }
  useEffect(() => {
    const selection = selectionAfter.current
    if (!selection || !field.current) return
    selectionAfter.current = null
    field.current.focus()
    field.current.setSelectionRange(...selection)
  })
  const menu = useTemplateMenu(conversation, field, write, nameOf)
  const { add } = files
  useEffect(() => {
    if (!dropped || !draft) return
    onDroppedTaken()
    void add(dropped)
    // Handed over once, whatever else changes meanwhile.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [dropped, draft === null])
  // Opened to be answered. A scan meanwhile is no text: the program's wedge keeps it out of the field.
  const isKnown = draft !== null
  useEffect(() => {
    if (!isKnown) return
    field.current?.focus({ preventScroll: true })
    // A draft goes on where it ended.
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [isKnown])
  useEffect(() => () => client.typing(conversation.id, false), [client, conversation.id])

  if (!draft) return <div className="composer" aria-busy="true" />
  const { body, internalNote, attachments } = draft
  const shown = hasVariables ? nameVariables(body, nameOf) : body
  const problem = bodyProblem(shown, { attachments: attachments.length })
  const missing = internalNote || !hasVariables ? [] : openVariables(body)
  const mayWrite = internalNote ? (may?.note ?? false) : (may?.write ?? false) && conversation.canWrite
  const canSend = mayWrite && !problem && missing.length === 0 && files.pending === 0

  const send = () => {
    if (!canSend) return
    const back = take()
    setRefusal(null)
    menu.close()
    client.typing(conversation.id, false)
    const message = { id: newId(), body: shown, internalNote, attachments: attachments.map(({ id }) => id) }
    client.send(conversation.id, message).then(onSent, (error: unknown) => {
      back(true)
      setRefusal(error)
    })
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (menu.onKey(event)) {
      event.preventDefault()
      event.stopPropagation()
    } else if (
      event.key === 'Enter' &&
      !event.shiftKey &&
      !event.altKey &&
      (event.ctrlKey || event.metaKey || enterSends)
    ) {
      event.preventDefault()
      if (!event.repeat) send()
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const { clipboardData: data } = event
    const html = data.getData('text/html')
    if (data.getData('text/plain') !== '') return
    if (data.files.length > 0) {
      event.preventDefault()
      void files.add(data.files)
    } else if (html !== '' && field.current) {
      event.preventDefault()
      insertText(field.current, wordsOfHtml(html))
    }
  }
  const select = (name: TemplateVariable) => {
    const open = `{${nameOf(name)}}`
    const at = shown.indexOf(open)
    field.current?.focus()
    if (at >= 0) field.current?.setSelectionRange(at, at + open.length)
  }

  return (
    <div className="composer" data-note={internalNote || undefined}>
      {menu.isOpen && (
        <TemplateMenu
          id={menu.id}
          templates={menu.shown}
          active={menu.active}
          language={conversation.language}
          onChoose={(template) => void menu.choose(template)}
        />
      )}
      <AddedFiles files={attachments} onDrop={files.drop} />
      <textarea
        ref={field}
        data-home="field"
        className="composer-text"
        dir="auto"
        rows={1}
        aria-label={internalNote ? t`Internal note` : t`Message`}
        aria-autocomplete={menu.isOpen ? 'list' : undefined}
        aria-controls={menu.isOpen ? menu.id : undefined}
        aria-activedescendant={menu.isOpen && menu.shown.length > 0 ? `${menu.id}-${menu.active}` : undefined}
        placeholder={
          internalNote
            ? t`A note for colleagues`
            : who?.side === 'resident'
              ? t`Write a message`
              : t`Write a message, / for a template`
        }
        value={shown}
        onChange={(event) => {
          const { value, selectionStart, selectionEnd } = event.target
          write(value, [selectionStart, selectionEnd])
          menu.look()
          if (!internalNote) client.typing(conversation.id, event.target.value !== '')
        }}
        onSelect={menu.look}
        onBlur={menu.close}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Problems>
        {missing.length > 0 && (
          <div className="composer-missing">
            <Trans>Still to fill in:</Trans>
            {missing.map((name) => (
              <button type="button" key={name} onClick={() => select(name)}>
                {`{${nameOf(name)}}`}
              </button>
            ))}
          </div>
        )}
        {!internalNote && may && !conversation.canWrite && (
          <p>
            <Trans>Nobody here can receive it any more. Your text is kept; you can write it as an internal note.</Trans>
          </p>
        )}
        {refusal !== null && <p>{i18n._(refusalWords(refusal))}</p>}
        {menu.error !== null && <p>{i18n._(refusalWords(menu.error))}</p>}
        {draftError !== null && (
          <p>
            <Trans>This draft could not be kept on this device: do not close it before it is sent.</Trans>
          </p>
        )}
        {files.error && (
          <p>
            <Trans>
              <bdi>{files.error.name}</bdi>: {i18n._(refusalWords(files.error.refusal))}
            </Trans>
          </p>
        )}
        {files.tooMany && (
          <p>
            <Plural
              value={ATTACHMENTS_PER_MESSAGE}
              one="At most # file goes with a message."
              other="At most # files go with a message."
            />
          </p>
        )}
      </Problems>
      <div className="composer-foot">
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={ATTACHMENT_TYPES.join(',')}
          onChange={(event) => {
            const { files: chosen } = event.target
            if (chosen) void files.add([...chosen])
            event.target.value = ''
          }}
        />
        <Button
          variant="plain"
          size="small"
          icon={Paperclip}
          aria-label={t`Attach images or PDF`}
          onPress={() => picker.current?.click()}
        />
        {may?.note && (
          <>
            <fieldset className="plain composer-modes">
              <legend className="visually-hidden">
                <Trans>What you write</Trans>
              </legend>
              <button type="button" aria-pressed={!internalNote} onClick={() => change({ internalNote: false })}>
                <MessageSquare size={16} aria-hidden />
                <Trans>Message</Trans>
              </button>
              <button type="button" aria-pressed={internalNote} onClick={() => change({ internalNote: true })}>
                <NotebookPen size={16} aria-hidden />
                <Trans>Internal note</Trans>
              </button>
            </fieldset>
            <span className="composer-who muted">
              {internalNote ? (
                <Trans>Only colleagues see it</Trans>
              ) : conversation.language === 'fr' ? (
                <Trans>The resident reads French</Trans>
              ) : (
                <Trans>The resident reads English</Trans>
              )}
            </span>
          </>
        )}
        <span className="composer-gap" />
        <button
          type="button"
          className="composer-key"
          aria-pressed={enterSends}
          onClick={() => setEnterSends(!enterSends)}
          title={t`Change which key sends`}
        >
          <CornerDownLeft size={14} aria-hidden />
          {enterSends ? <Trans>Enter sends</Trans> : <Trans>Ctrl+Enter sends</Trans>}
        </button>
        <Counter text={shown} />
        {files.pending > 0 && <Spinner label={t`Reading the file…`} />}
        <Button variant="primary" icon={internalNote ? NotebookPen : Send} isDisabled={!canSend} onPress={send}>
          {internalNote ? <Trans>Keep the note</Trans> : <Trans>Send</Trans>}
        </Button>
      </div>
    </div>
  )
}
