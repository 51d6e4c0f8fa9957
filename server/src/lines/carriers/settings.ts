import { z } from 'zod'
import { MOST_RULES, Rule } from './translation.ts'

const text = z.string().trim().max(200)
const TechPrefix = z.string().regex(/^\d{0,10}#?$/, 'Use at most ten digits, ended by # or not.')

/** What is switched on has a value. */
const needs = (
  enabled: string,
  value: string,
): [(row: Readonly<Record<string, unknown>>) => boolean, { path: string[]; message: string }] => [
  (row) => !row[enabled] || row[value] !== null,
  { path: [value], message: 'Set a value to switch this on.' },
]

const ValidationFields = z.strictObject({
  techPrefix: TechPrefix.default(''),
  fromUri: text.default(''),
  contactUri: text.default(''),
  trunkGroup: text.default(''),
  maxCpsEnabled: z.boolean().default(false),
  maxCps: z.number().int().min(1).max(10_000).nullable().default(null),
  testSystemControl: z.enum(['allow', 'deny']).default('deny'),
})
export const Validation = ValidationFields.refine(...needs('maxCpsEnabled', 'maxCps'))
export type Validation = z.output<typeof Validation>

const Rules = z.array(Rule).max(MOST_RULES).default([])
export const Translation = z.strictObject({
  originationPreference: z.enum(['from', 'pai', 'rpid']).default('from'),
  originationValidation: z.enum(['off', 'flag', 'reject']).default('flag'),
  setPaiHeader: z.enum(['never', 'if_missing', 'always']).default('never'),
  globalTranslation: Rules,
  originTranslation: Rules,
  destinationTranslation: Rules,
})
export type Translation = z.output<typeof Translation>

export const Media = z
  .strictObject({
    dtmfDetection: z.enum(['rfc2833', 'info', 'inband', 'auto']).default('auto'),
    mediaRelay: z.enum(['always', 'auto', 'never']).default('auto'),
    mediaNetwork: text.default(''),
    rtpTimeoutEnabled: z.boolean().default(false),
    rtpTimeout: z.number().int().min(5).max(3_600).nullable().default(null),
  })
  .refine(...needs('rtpTimeoutEnabled', 'rtpTimeout'))
export type Media = z.output<typeof Media>

const SipCode = z.number().int().min(400).max(699)
export const Signalling = z
  .strictObject({
    privacyMethod: z.enum(['none', 'rfc3323', 'rfc3325']).default('none'),
    sessionTimerEnabled: z.boolean().default(false),
    sessionTimerInterval: z.number().int().min(90).max(86_400).nullable().default(null),
    maxCallDurationEnabled: z.boolean().default(false),
    maxCallDuration: z.number().int().min(1).max(86_400).nullable().default(null),
    earlyMediaEnabled: z.boolean().default(true),
    rel100Enabled: z.boolean().default(false),
    /** What a supplier's code becomes for our customer (wholesale D4, disconnect policy). */
    releaseCauseMapping: z
      .array(z.strictObject({ from: SipCode, to: SipCode }))
      .max(50)
      .default([]),
  })
  .refine(...needs('sessionTimerEnabled', 'sessionTimerInterval'))
  .refine(...needs('maxCallDurationEnabled', 'maxCallDuration'))
export type Signalling = z.output<typeof Signalling>

export const Codec = z.strictObject({
  codecName: z.string().regex(/^[A-Za-z0-9.-]{1,20}$/, 'Use a codec name such as PCMA or G729.'),
  allowed: z.boolean().default(true),
  relayOnly: z.boolean().default(false),
  vad: z.boolean().default(false),
  ptime: z.union([z.literal(10), z.literal(20), z.literal(30), z.literal(40), z.literal(60)]).default(20),
})
export type Codec = z.output<typeof Codec>

/** One address, a network such as 192.0.2.0/28, or a range from one address to another. */
export const Address = z
  .strictObject({
    ipAddress: z.union(
      [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
      'Use an address such as 192.0.2.10 or a network such as 192.0.2.0/28.',
    ),
    isRange: z.boolean().default(false),
    rangeEnd: z.union([z.ipv4(), z.ipv6()], 'Use an address such as 192.0.2.20.').nullable().default(null),
    addressType: z.enum(['transport', 'media']).default('transport'),
    isActive: z.boolean().default(true),
  })
  .refine((row) => row.isRange === (row.rangeEnd !== null), { path: ['rangeEnd'], message: 'A range has an end, and only a range.' })
  .refine((row) => !row.isRange || !row.ipAddress.includes('/'), { path: ['ipAddress'], message: 'A range starts at one address.' })
export type Address = z.output<typeof Address>

/** The four groups of which an interconnect has exactly one each; addresses and codecs are lists. */
export const SETTINGS = { validation: Validation, translation: Translation, media: Media, signalling: Signalling } as const
export type SettingsGroup = keyof typeof SETTINGS
export type SettingsOf<Group extends SettingsGroup> = z.output<(typeof SETTINGS)[Group]>

/** What holds while nobody has set anything. */
export const defaultsOf = <Group extends SettingsGroup>(group: Group): SettingsOf<Group> => SETTINGS[group].parse({}) as SettingsOf<Group>
