import { Text } from '@mantine/core'
import { PhoneIcon } from '../../ui/icons.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { readChoice } from '../storefront/choice.ts'

/** Reminds somebody on the way in which number waits for him. */
export function ChoiceNote() {
  const choice = readChoice()
  if (!choice) return null
  return (
    <Notice tone="brand" icon={<PhoneIcon />} aria-label="Your number">
      <Text component="div">
        <PhoneNumber e164={choice.e164} fw={650} /> for <Money value={choice.monthly} /> a month is waiting for you.
      </Text>
    </Notice>
  )
}
