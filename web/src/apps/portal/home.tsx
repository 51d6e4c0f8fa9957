import { Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { walletQuery } from '../../api/wallet.ts'
import { PlusIcon, SendIcon, WalletIcon } from '../../ui/icons.tsx'
import { Figures, Section } from '../../ui/key-value.tsx'
import { AnchorLink, ButtonLink } from '../../ui/links.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Services } from './services.tsx'
import { RecentActivity } from './wallet/recent-activity.tsx'

const route = getRouteApi('/portal')
const waiting = <Skeleton height={28} width={110} />

/** The customer's first page: what he can spend, his lines, what happened last. */
export function PortalHome() {
  const { me } = route.useRouteContext()
  const { data: wallet } = useQuery(walletQuery)
  return (
    <>
      <PageHeader
        title="Home"
        heading={`Hello, ${me.user.name.split(' ')[0]}`}
        subtitle={
          <>
            {me.account.name} · {me.account.number}
          </>
        }
        actions={
          <>
            <ButtonLink to="/messages" search={{ compose: '1' }} variant="default" leftSection={<SendIcon size={16} />}>
              Send a message
            </ButtonLink>
            <ButtonLink to="/wallet" variant="default" leftSection={<WalletIcon size={16} />}>
              Add funds
            </ButtonLink>
            <ButtonLink to="/numbers/find" leftSection={<PlusIcon size={16} />}>
              Get a number
            </ButtonLink>
          </>
        }
      />
      <Figures
        figures={[
          {
            label: 'Available',
            value: wallet ? <Money value={wallet.available} digits="cents" /> : waiting,
            hint: 'What you can spend now',
          },
          {
            label: 'Held',
            value: wallet ? <Money value={wallet.held} digits="cents" /> : waiting,
            hint: 'Set aside for orders in progress',
          },
        ]}
      />
      <Stack gap="lg">
        <Stack gap="xs" component="section" aria-label="Your services">
          <Group justify="space-between">
            <Text component="h2" fw={650} fz="lg" m={0}>
              Your services
            </Text>
          </Group>
          <Services />
        </Stack>
        <Section title="Recent activity" actions={<AnchorLink to="/wallet">All entries</AnchorLink>}>
          <RecentActivity />
        </Section>
      </Stack>
    </>
  )
}
