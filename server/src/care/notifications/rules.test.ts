import { Liquid } from 'liquidjs'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import * as cloud from '../../lines/cloud/events.ts'
import * as esim from '../../lines/esim/events.ts'
import * as numbers from '../../lines/numbers/events.ts'
import * as voice from '../../lines/voice/events.ts'
import { rights } from '../../main/roles.ts'
import type { EventType } from '../../platform/events.ts'
import * as charging from '../../spine/charging/events.ts'
import * as orders from '../../spine/orders/events.ts'
import * as payments from '../../spine/payments/events.ts'
import * as subscriptions from '../../spine/subscriptions/events.ts'
import * as support from '../support/events.ts'
import * as verification from '../verification/events.ts'
import { RULES } from './notify.ts'

const sources = [cloud, esim, numbers, voice, charging, orders, payments, subscriptions, support, verification]
const events = new Map(
  sources
    .flatMap((source) => Object.values(source) as EventType<unknown>[])
    .map((event): [string, EventType<unknown>] => [event.name, event]),
)
const liquid = new Liquid()

describe('a rule for', () => {
  test.each(RULES.map((rule) => [rule.key, rule] as const))('%s names an event that exists and facts that it carries', (_, rule) => {
    const event = events.get(rule.event)
    if (!event) throw new Error(`Nothing publishes ${rule.event}.`)
    const facts = Object.keys((event.schema as unknown as z.ZodObject).shape)
    const local = ['one']
    for (const text of [rule.title, rule.body, rule.path]) {
      for (const name of liquid.globalVariablesSync(text)) expect([...facts, ...local]).toContain(name)
    }
    if (rule.to !== 'account') expect(rights.permissions).toContain(rule.to.permission)
    expect(rule.path.startsWith('/')).toBe(true)
  })
})
