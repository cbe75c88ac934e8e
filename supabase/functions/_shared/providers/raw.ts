import { Buffer } from 'node:buffer'
import type { Email } from '../message.ts'

/** The letter as nodemailer takes it. Files and addresses of the web are never read for a letter. */
export const mailOptions = (email: Email) => ({
  from: email.from,
  to: { name: '', address: email.to },
  ...(email.replyTo === null ? {} : { replyTo: { name: '', address: email.replyTo } }),
  subject: email.subject,
  text: email.text,
  html: email.html,
  messageId: email.messageId,
  headers: email.headers,
  disableFileAccess: true,
  disableUrlAccess: true,
  attachments: email.pictures.map(({ cid, name, png }) => ({
    cid,
    filename: name,
    content: Buffer.from(png),
    contentType: 'image/png',
    contentDisposition: 'inline' as const,
  })),
})
