import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { TemplateId } from './template.ts'

const about = { templateId: TemplateId, key: z.string() }

export const templateSaved = defineEvent('template.saved', 1, z.object({ ...about, version: z.int() }))
export const templateReset = defineEvent('template.reset', 1, z.object(about))
