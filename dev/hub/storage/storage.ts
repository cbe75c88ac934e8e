import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PoolClient } from 'pg'
import { json } from '../http/answer.ts'
import { authenticate } from '../rest/authenticate.ts'
import { Problem } from '../rest/problem.ts'
import type { Context, HubRequest, HubResponse } from '../types.ts'

/** An answer as Storage words it: the true status stands in the body beside its code, the line says 400. */
const refusal = (statusCode: number, code: string, error: string, message: string): HubResponse =>
  json(statusCode === 500 ? 500 : 400, { statusCode: String(statusCode), code, error, message })
const notFound = () => refusal(404, 'NoSuchKey', 'not_found', 'Object not found')

/** The bytes of an upload and their type: bare, or the one file of a form, as the client sends a Blob. */
async function contentOf(request: HubRequest): Promise<{ bytes: Buffer; type: string } | null> {
  const type = request.headers['content-type'] ?? 'application/octet-stream'
  if (!type.startsWith('multipart/form-data')) return { bytes: request.body, type: type.split(';')[0]!.trim() }
  const form = await new Response(new Uint8Array(request.body), { headers: { 'content-type': type } }).formData()
  const file = [...form.values()].find((part) => typeof part !== 'string')
  return file ? { bytes: Buffer.from(await file.arrayBuffer()), type: file.type || 'application/octet-stream' } : null
}

interface Bucket {
  file_size_limit: string | null
  allowed_mime_types: string[] | null
}

/** Runs as the caller, under the policies on storage.objects. */
async function asCaller<T>(context: Context, token: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const { role, claims } = authenticate(context, token)
  const client = await context.api.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true), set_config('search_path', 'storage, public', true)`,
      [role, JSON.stringify(claims)],
    )
    const value = await work(client)
    await client.query('commit')
    return value
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** The part of Storage that supabase-js uses for files of one bucket: upload, download, signed links, remove. */
export function createStorage(context: Context) {
  const sign = (path: string, until: number): string =>
    `${until}.${createHmac('sha256', context.tokens.secret).update(`${path}|${until}`).digest('base64url')}`
  const signed = (path: string, token: string): boolean => {
    const until = Number(token.split('.')[0])
    const right = Buffer.from(sign(path, until))
    const given = Buffer.from(token)
    return right.length === given.length && timingSafeEqual(right, given) && until > context.clock.seconds()
  }
  const split = (path: string): [bucket: string, name: string] => {
    const at = path.indexOf('/')
    return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)]
  }

  async function upload(request: HubRequest, path: string): Promise<HubResponse> {
    const [bucketId, name] = split(path)
    const content = await contentOf(request)
    if (!content) return refusal(400, 'InvalidRequest', 'InvalidRequest', 'No content provided')
    const { bytes, type } = content
    const { rows } = await context.admin.query<Bucket>('select * from storage.buckets where id = $1', [bucketId])
    const [bucket] = rows
    if (!bucket) return refusal(404, 'NoSuchBucket', 'Bucket not found', 'Bucket not found')
    if (bucket.file_size_limit !== null && bytes.byteLength > Number(bucket.file_size_limit))
      return refusal(413, 'EntityTooLarge', 'Payload too large', 'The object exceeded the maximum allowed size')
    if (bucket.allowed_mime_types && !bucket.allowed_mime_types.includes(type))
      return refusal(415, 'InvalidMimeType', 'invalid_mime_type', `mime type ${type} is not supported`)
    // update() is a PUT, and overwrites without saying so in a header.
    const upsert = request.method === 'PUT' || request.headers['x-upsert'] === 'true'
    const metadata = { size: bytes.byteLength, mimetype: type }
    // The id is made here: RETURNING would ask for the right to read as well.
    const id = crypto.randomUUID()
    await asCaller(context, request.token, (client) =>
      client.query(
        `insert into storage.objects (id, bucket_id, name, owner, owner_id, metadata)
         values ($1, $2, $3, (current_setting('request.jwt.claims')::json ->> 'sub')::uuid, current_setting('request.jwt.claims')::json ->> 'sub', $4)
         ${upsert ? 'on conflict (bucket_id, name) do update set metadata = excluded.metadata, updated_at = now()' : ''}`,
        [id, bucketId, name, metadata],
      ),
    )
    await context.admin.query(
      `insert into storage.hub_bytes (object_id, bytes) select id, $3 from storage.objects where bucket_id = $1 and name = $2
       on conflict (object_id) do update set bytes = excluded.bytes`,
      [bucketId, name, bytes],
    )
    return json(200, { Id: id, Key: path })
  }
  async function bytesOf(bucket: string, name: string): Promise<HubResponse> {
    const { rows } = await context.admin.query<{ bytes: Buffer; type: string }>(
      `select b.bytes, o.metadata ->> 'mimetype' as type from storage.objects o join storage.hub_bytes b on b.object_id = o.id
       where o.bucket_id = $1 and o.name = $2`,
      [bucket, name],
    )
    const [file] = rows
    return file ? { status: 200, headers: { 'content-type': file.type }, body: file.bytes } : notFound()
  }
  const maySee = async (request: HubRequest, bucket: string, name: string): Promise<boolean> =>
    asCaller(context, request.token, async (client) => {
      const { rowCount } = await client.query('select 1 from storage.objects where bucket_id = $1 and name = $2', [
        bucket,
        name,
      ])
      return rowCount === 1
    })

  async function route(request: HubRequest): Promise<HubResponse> {
    const path = decodeURIComponent(request.path).replace(/^\/object\/?/, '')
    if (request.method === 'GET' && path.startsWith('sign/')) {
      const target = path.slice('sign/'.length)
      if (!signed(target, request.query.get('token') ?? ''))
        return refusal(400, 'InvalidJWT', 'InvalidJWT', 'invalid signature')
      return bytesOf(...split(target))
    }
    if (request.method === 'POST' && path.startsWith('sign/')) {
      const target = path.slice('sign/'.length)
      const { expiresIn } = JSON.parse(request.body.toString()) as { expiresIn: number }
      if (!(await maySee(request, ...split(target)))) return notFound()
      const token = sign(target, context.clock.seconds() + expiresIn)
      return json(200, { signedURL: `/object/sign/${target}?token=${token}` })
    }
    if (request.method === 'POST' || request.method === 'PUT') return upload(request, path)
    if (request.method === 'GET' || request.method === 'HEAD') {
      const [bucket, name] = split(path.replace(/^authenticated\//, ''))
      return (await maySee(request, bucket, name)) ? bytesOf(bucket, name) : notFound()
    }
    if (request.method === 'DELETE') {
      const { prefixes } = JSON.parse(request.body.toString()) as { prefixes: string[] }
      const gone = await asCaller(context, request.token, (client) =>
        client.query(
          'delete from storage.objects where bucket_id = $1 and name = any ($2) returning id, name, bucket_id',
          [path, prefixes],
        ),
      )
      return json(200, gone.rows)
    }
    return refusal(404, 'InvalidRequest', 'not_found', 'Route not found')
  }

  return async (request: HubRequest): Promise<HubResponse> => {
    try {
      return await route(request)
    } catch (error) {
      if (error instanceof Problem) return refusal(403, 'AccessDenied', 'Unauthorized', error.message)
      const { code, message } = error as { code?: string; message: string }
      if (code === '23505') return refusal(409, 'ResourceAlreadyExists', 'Duplicate', 'The resource already exists')
      if (code === '42501') return refusal(403, 'AccessDenied', 'Unauthorized', message)
      throw error
    }
  }
}
