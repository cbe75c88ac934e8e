import type { SupabaseClient } from '@supabase/supabase-js'
import type { MessagingClient } from '../../shared/messaging/client.ts'
import { checkFile } from '../../shared/messaging/files/check.ts'
import { fileName } from '../../shared/messaging/files/name.ts'
import { refuse, type Model } from '../../shared/messaging/model.ts'
import { BUCKET, pathOfFile } from '../../supabase/storage.ts'
import type { Mirror } from './mirror.ts'
import type { WaitingFile } from './outbox.ts'

type Calls = Pick<MessagingClient, 'addAttachment' | 'dropAttachment' | 'openAttachment'>

/** Files that were chosen here, and those that the server has. */
export function createFiles(supabase: SupabaseClient, model: Model, mirror: Mirror, newId: () => string) {
  const files = new Map<string, WaitingFile>()
  const client: Calls = {
    async addAttachment(_conversationId, { name, type, bytes }) {
      const checked = checkFile(type, bytes)
      if (!checked.ok) return refuse(checked.code)
      const { width, height } = checked.size ?? { width: null, height: null }
      const file = { id: newId(), name: fileName(name, type), type, bytes, width, height }
      files.set(file.id, file)
      return { ...file, bytes: bytes.byteLength }
    },
    dropAttachment: async (id) => void files.delete(id),
    async openAttachment(id) {
      const kept = [...model.all.values()].find(({ messages }) =>
        messages.some((each) => each.attachments.some((file) => file.id === id)),
      )
      const info = kept?.messages.flatMap(({ attachments }) => attachments).find((file) => file.id === id)
      const here = files.get(id)
      if (!kept || !info) return refuse('NOT_FOUND')
      const name = fileName(info.name, info.type)
      if (here) return { name, type: info.type, bytes: here.bytes }
      const { data, error } = await supabase.storage
        .from(BUCKET)
        .download(pathOfFile(String(mirror.context(kept.id)?.building_id), kept.id, id))
      if (error) return refuse('OFFLINE')
      const bytes = new Uint8Array(await data.arrayBuffer())
      const checked = checkFile(info.type, bytes)
      return checked.ok ? { name, type: info.type, bytes } : refuse(checked.code)
    },
  }
  return { client, get: (id: string): WaitingFile | undefined => files.get(id) }
}
