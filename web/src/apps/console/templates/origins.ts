import type { TemplateRow } from '../../../api/templates.ts'

/** Whose words a letter has. */
export const ORIGINS: Readonly<Record<TemplateRow['origin'], string>> = { own: 'Your own', above: 'From above', default: 'Default' }
