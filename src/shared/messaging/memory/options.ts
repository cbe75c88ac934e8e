import type { ModelOptions } from '../model.ts'
import type { MessageTemplate } from '../schema.ts'
import type { TemplateValues } from '../templates.ts'

/** What the client in memory begins with. */
export interface MemoryOptions extends ModelOptions {
  templates?: MessageTemplate[]
  values?: Partial<TemplateValues>
  newId(): string
}
