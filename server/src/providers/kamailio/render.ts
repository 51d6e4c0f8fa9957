import { readFileSync } from 'node:fs'
import path from 'node:path'
import { namesOf, type SwitchSettings } from './settings.ts'

const TEMPLATES = path.join(import.meta.dirname, '../../../../switch')

/** Nothing that could end the string or the line it is put into. */
const HARMLESS = /^[\w.:/@+ -]*$/

/** Puts settings in place of the names in double braces. Throws when a name has no value, or one that would break out of its place. */
export function fill(template: string, names: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = names[name]
    if (value === undefined) throw new Error(`The template names ${name}, which is no setting of the switch.`)
    if (!HARMLESS.test(String(value))) throw new Error(`The switch cannot be configured with ${name} = ${value}.`)
    return String(value)
  })
}

const render = (file: string, settings: SwitchSettings) => fill(readFileSync(path.join(TEMPLATES, file), 'utf8'), namesOf(settings))

/** kamailio.cfg for these settings. */
export const renderKamailio = (settings: SwitchSettings): string => render('kamailio.cfg', settings)

/** rtpengine.conf for these settings. */
export const renderRtpengine = (settings: SwitchSettings): string => render('rtpengine.conf', settings)
