import { Divider, Group, Skeleton, Stack, Text } from '@mantine/core'
import type { Reservation } from '../../../api/types.ts'
import { ClockIcon } from '../../../ui/icons.tsx'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { isZero, plus } from '../../../ui/money-text.ts'
import { PhoneNumber } from '../../../ui/phone-number.tsx'
import { useNow } from '../../../ui/when.tsx'
import type { Choice } from '../../storefront/choice.ts'
import { countryName, typeName } from '../../storefront/countries.ts'

function HeldFor({ until }: { readonly until: string }) {
  const now = useNow(1_000)
  const seconds = Math.max(0, Math.floor((new Date(until).getTime() - now.getTime()) / 1000))
  return (
    <Group gap={6} c="dimmed">
      <ClockIcon size={15} />
      <Text size="sm" className="lc-figures">
        {seconds > 0
          ? `Reserved for you for ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
          : 'The reservation has ended; the number may still be free.'}
      </Text>
    </Group>
  )
}

type OrderSummaryProps = { readonly choice: Choice; readonly reservation: Reservation | undefined }

/** What is bought: the number, the first month, the set-up, the sum. */
export function OrderSummary({ choice, reservation }: OrderSummaryProps) {
  const { monthly, setup } = choice
  return (
    <Section title="Your order" actions={<AnchorLink to="/numbers/find">Change</AnchorLink>}>
      <Stack gap="sm">
        <div>
          <PhoneNumber e164={choice.e164} fw={650} fz="xl" />
          <Text c="dimmed">
            {countryName(choice.country)}, {typeName(choice.type).toLowerCase()}
          </Text>
        </div>
        <KeyValues
          facts={[
            { label: 'First month', value: <Money value={monthly} /> },
            ...(isZero(setup) ? [] : [{ label: 'Set-up, once', value: <Money value={setup} /> }]),
          ]}
        />
        <Divider />
        <Group justify="space-between" align="baseline">
          <Text fw={650}>Total today</Text>
          <Text component="div" fw={650} fz="lg" aria-label="Total today">
            <Money value={plus(monthly, setup)} />
          </Text>
        </Group>
        <Text size="sm" c="dimmed" component="div">
          Then <Money value={monthly} /> a month. You can end it any time.
        </Text>
        {reservation ? <HeldFor until={reservation.until} /> : <Skeleton height={20} width={200} />}
      </Stack>
    </Section>
  )
}
