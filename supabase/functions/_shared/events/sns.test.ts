import { createSign } from 'node:crypto'
import { expect, it } from 'vitest'
import { testDeps } from '../testDeps.ts'
import { makeSesEvents } from './ses.ts'
import { snsCertificate, snsKey } from './sns-fixture.ts'
import { signedText, type SnsMessage } from './sns.ts'

const TOPIC = 'arn:aws:sns:ca-central-1:123456789012:notices'
const LETTER = '0198c0de-0000-7000-8000-000000000001'
const usual: SnsMessage = {
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: TOPIC,
  Message: JSON.stringify({ eventType: 'Delivery', mail: { messageId: 'm1', tags: { letter: [LETTER] } } }),
  Timestamp: '2026-11-30T11:59:58.000Z',
  SignatureVersion: '2',
  Signature: '',
  SigningCertURL: 'https://sns.ca-central-1.amazonaws.com/SimpleNotificationService-1.pem',
}
const signed = (more: Partial<SnsMessage> = {}): SnsMessage => {
  const message = { ...usual, ...more }
  const hash = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
  return { ...message, Signature: createSign(hash).update(signedText(message)).sign(snsKey, 'base64') }
}
async function told(message: SnsMessage, topic = TOPIC, at = '2027-06-01T12:00:00Z') {
  const deps = testDeps({ SES_TOPIC_ARN: topic }, ({ url }) =>
    url.endsWith('.pem') ? new Response(snsCertificate) : new Response('null'),
  )
  deps.now = () => Date.parse(at)
  const request = new Request('http://x/ses-events', { method: 'POST', body: JSON.stringify(message) })
  const { status } = await makeSesEvents()(request, deps)
  return { status, urls: deps.calls.map(({ url }) => url), deps }
}

// The text to sign as Amazon's manual shows it: names and values in alphabetical order, a line each, without what is absent.
it('signs the fields that Amazon names, in their order', () => {
  expect(signedText({ ...usual, Message: 'My Test Message', Subject: 'My subject' })).toBe(
    `Message\nMy Test Message\nMessageId\n${usual.MessageId}\nSubject\nMy subject\nTimestamp\n${usual.Timestamp}\nTopicArn\n${TOPIC}\nType\nNotification\n`,
  )
  expect(signedText({ ...usual, Message: 'x' })).not.toContain('Subject')
})

it.each(['1', '2'])('stores an event that Amazon signed (version %s)', async (SignatureVersion) => {
  const { status, deps } = await told(signed({ SignatureVersion }))
  expect(status).toBe(200)
  expect(JSON.parse(deps.calls.at(-1)!.init.body as string)).toMatchObject({
    provider: 'ses',
    event_id: usual.MessageId,
    event: { kind: 'delivered', letter: LETTER, providerId: 'm1' },
  })
})

// Bug: whoever can put a certificate somewhere signs events of any letter, or has us fetch any address.
it('refuses changed texts, foreign certificates, foreign topics and unknown signatures', async () => {
  expect((await told({ ...signed(), Message: usual.Message.replace('Delivery', 'Bounce') })).status).toBe(401)
  for (const SigningCertURL of [
    'https://sns.evil.example/x.pem',
    'http://sns.ca-central-1.amazonaws.com/x.pem',
    'https://sns.ca-central-1.amazonaws.com.evil.example/x.pem',
    'https://evil.example/https://sns.ca-central-1.amazonaws.com/x.pem',
  ]) {
    const { status, urls } = await told(signed({ SigningCertURL }))
    expect([status, urls]).toEqual([401, []])
  }
  expect((await told(signed({ TopicArn: 'arn:aws:sns:ca-central-1:999:other' }))).status).toBe(401)
  expect((await told(signed(), '')).status).toBe(401)
  expect((await told({ ...signed(), SignatureVersion: '3' })).status).toBe(401)
  expect((await told({ ...signed(), Signature: 'AAAA' })).status).toBe(401)
})

it('refuses a certificate outside of its time', async () => {
  expect((await told(signed(), TOPIC, '2020-06-01T12:00:00Z')).status).toBe(401)
})

it('confirms a subscription only at Amazon', async () => {
  const confirm = (SubscribeURL: string) =>
    told(signed({ Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL, Message: 'You have chosen' }))
  const good = 'https://sns.ca-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t'
  expect((await confirm(good)).urls.at(-1)).toBe(good)
  const { status, urls } = await confirm('https://internal.example/')
  expect([status, urls.length]).toEqual([400, 1])
})
