import type { DeviceKind } from '../../../api/voice.ts'

export const KINDS: readonly { readonly value: DeviceKind; readonly label: string }[] = [
  { value: 'sip_phone', label: 'Desk phone' },
  { value: 'desktop', label: 'Softphone on a computer' },
  { value: 'android', label: 'Android phone' },
  { value: 'ios', label: 'iPhone' },
  { value: 'web', label: 'Browser' },
]

export const kindName = (kind: string): string => KINDS.find(({ value }) => value === kind)?.label ?? kind
