import { Badge, Button, Card, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import type { NumberOffer } from '../../api/types.ts'
import { Empty } from '../../ui/empty.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { Money } from '../../ui/money.tsx'
import { isZero } from '../../ui/money-text.ts'
import { PhoneNumber } from '../../ui/phone-number.tsx'
import { phoneText } from '../../ui/phone-text.ts'
import { countryName, typeName } from './countries.ts'

type OffersProps = { readonly offers: readonly NumberOffer[]; readonly onChoose: (offer: NumberOffer) => void }

const CAPABILITIES: Readonly<Record<string, string>> = { sms: 'SMS', mms: 'MMS', voice: 'Voice', fax: 'Fax' }
const capabilityName = (capability: string) => CAPABILITIES[capability.toLowerCase()] ?? capability

/** What a number can do, as small labels. */
export function Capabilities({ of }: { readonly of: readonly string[] }) {
  return (
    <Group gap={4} component="span">
      {of.map((capability) => (
        <Badge key={capability} className="lc-tone" variant="transparent" size="sm" radius="sm">
          {capabilityName(capability)}
        </Badge>
      ))}
    </Group>
  )
}

function Offer({ offer, onChoose }: { readonly offer: NumberOffer; readonly onChoose: (offer: NumberOffer) => void }) {
  const place =
    [offer.locality, offer.region].filter(Boolean).join(', ') || `${countryName(offer.country)}, ${typeName(offer.type).toLowerCase()}`
  return (
    <Card component="li" padding="sm">
      <Stack gap={8} h="100%" justify="space-between">
        <div>
          <PhoneNumber e164={offer.e164} fw={650} fz="lg" />
          <Text size="sm" c="dimmed">
            {place}
          </Text>
        </div>
        <Capabilities of={offer.capabilities} />
        <Group justify="space-between" align="center" wrap="nowrap" gap="xs">
          <div>
            <Text component="div" fw={600}>
              <Money value={offer.monthly} />{' '}
              <Text span size="sm" c="dimmed" fw={400}>
                a month
              </Text>
            </Text>
            <Text component="div" size="xs" c="dimmed">
              {isZero(offer.setup) ? (
                'No set-up fee'
              ) : (
                <>
                  <Money value={offer.setup} /> once
                </>
              )}
            </Text>
          </div>
          <Button variant="light" onClick={() => onChoose(offer)} aria-label={`Get this number, ${phoneText(offer.e164)}`}>
            Get this number
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

/** The numbers a search found, each with its price and a way to take it. */
export function Offers({ offers, onChoose }: OffersProps) {
  if (offers.length === 0) {
    return (
      <Empty
        icon={<SearchIcon size={28} />}
        title="No number like that is for sale"
        text="Try fewer digits, another area code, or another type."
      />
    )
  }
  return (
    <SimpleGrid
      component="ul"
      cols={{ base: 1, xs: 2, md: 3 }}
      spacing="sm"
      m={0}
      p={0}
      aria-label="Numbers found"
      style={{ listStyle: 'none' }}
    >
      {offers.map((offer) => (
        <Offer key={offer.e164} offer={offer} onChoose={onChoose} />
      ))}
    </SimpleGrid>
  )
}

/** Holds the place of offers that are on their way. */
export function OfferSkeletons() {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" aria-hidden>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} height={136} radius="md" />
      ))}
    </SimpleGrid>
  )
}
