import { Text, type TextProps } from '@mantine/core'
import { phoneText } from './phone-text.ts'

/** A phone number that stays left-to-right inside any text. */
export function PhoneNumber({ e164, ...text }: TextProps & { readonly e164: string }) {
  return (
    <Text component="bdi" dir="ltr" inherit className="lc-figures" {...text}>
      {phoneText(e164)}
    </Text>
  )
}
