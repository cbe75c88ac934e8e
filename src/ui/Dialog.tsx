import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useDismiss } from './useDismiss.ts'

interface DialogProps {
  title: ReactNode
  isOpen: boolean
  onClose: () => void
  /** A page of two columns. */
  wide?: boolean
  children: ReactNode
}

/**
 * Rare: an inline panel is nearly always better. It never holds unsaved work,
 * because a scan closes it without asking.
 */
export function Dialog({ title, isOpen, onClose, wide = false, children }: DialogProps) {
  useDismiss(isOpen, onClose)
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal" data-wide={wide || undefined}>
        <AriaDialog className="dialog">
          <Heading slot="title" level={1}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
