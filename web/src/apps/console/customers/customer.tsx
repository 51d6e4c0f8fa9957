import { Button, Group, SimpleGrid, Skeleton, Tabs, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { accountQuery, accountWalletQuery } from '../../../api/console.ts'
import type { Account, Wallet } from '../../../api/types.ts'
import { Figures, KeyValues, Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { Services } from '../../portal/services.tsx'
import { Entries } from '../../portal/wallet/entries.tsx'
import { AuditTable } from '../audit/audit-table.tsx'
import { CallTable } from '../calls/list.tsx'
import { InstanceTable } from '../instances/list.tsx'
import { MessageTable } from '../messages/list.tsx'
import { NumberTable } from '../numbers/list.tsx'
import { OrderTable } from '../orders/list.tsx'
import { useBase, useMay } from '../place.ts'
import { TicketTable } from '../tickets/list.tsx'
import { AdjustWallet } from './adjust.tsx'
import { PriceGroup } from './price-group.tsx'

/** One customer from every side: money, services, orders, messages and everything that happened. */
export function CustomerPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const { data: account, error, refetch } = useQuery(accountQuery(id))
  const { data: wallet } = useQuery(accountWalletQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!account) return <Skeleton height={420} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={account.name}
        heading={
          <Group gap="sm">
            {account.name}
            <StatusBadge status={account.status} />
          </Group>
        }
        subtitle={`${account.number} · ${account.email}`}
        back={{ to: `${base}/customers`, label: 'Customers' }}
        actions={wallet && <AdjustButton wallet={wallet} />}
      />
      {wallet && <WalletFigures wallet={wallet} />}
      <Records account={account} wallet={wallet ?? undefined} />
    </>
  )
}

function AdjustButton({ wallet }: { readonly wallet: Wallet }) {
  const may = useMay()
  const [opened, { open, close }] = useDisclosure()
  if (!may('wallet:adjust')) return null
  return (
    <>
      <Button variant="default" onClick={open}>
        Adjust balance
      </Button>
      <AdjustWallet wallet={wallet} opened={opened} onClose={close} />
    </>
  )
}

const WalletFigures = ({ wallet }: { readonly wallet: Wallet }) => (
  <Figures
    figures={[
      { label: 'Available', value: <Money value={wallet.available} digits="cents" /> },
      { label: 'Balance', value: <Money value={wallet.balance} digits="cents" /> },
      { label: 'Held', value: <Money value={wallet.held} digits="cents" /> },
    ]}
  />
)

/** The kinds of service that have a page of their own for staff, and where. */
const STAFF_PAGES = new Map([
  ['instance', 'instances'],
  ['esim', 'esims'],
])

function Records({ account, wallet }: { readonly account: Account; readonly wallet: Wallet | undefined }) {
  const base = useBase()
  const may = useMay()
  const navigate = useNavigate()
  return (
    // Filters are in the address, and every tab has its own.
    <Tabs defaultValue="services" keepMounted={false} onChange={() => void navigate({ to: '.', search: {} as never, replace: true })}>
      <Tabs.List mb="md">
        <Tabs.Tab value="services">Services</Tabs.Tab>
        <Tabs.Tab value="numbers">Numbers</Tabs.Tab>
        <Tabs.Tab value="servers">Servers</Tabs.Tab>
        <Tabs.Tab value="orders">Orders</Tabs.Tab>
        <Tabs.Tab value="wallet">Wallet</Tabs.Tab>
        <Tabs.Tab value="messages">Messages</Tabs.Tab>
        <Tabs.Tab value="calls">Calls</Tabs.Tab>
        {may('ticket:work') && <Tabs.Tab value="tickets">Tickets</Tabs.Tab>}
        <Tabs.Tab value="history">History</Tabs.Tab>
        <Tabs.Tab value="details">Details</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="services">
        <Services
          accountId={account.id}
          pathOf={({ kind, id }) => (STAFF_PAGES.has(kind) ? `${base}/${STAFF_PAGES.get(kind)}/${id}` : undefined)}
          empty={<Text c="dimmed">This customer has no services yet.</Text>}
        />
      </Tabs.Panel>
      <Tabs.Panel value="numbers">
        <NumberTable accountId={account.id} />
      </Tabs.Panel>
      <Tabs.Panel value="servers">
        <InstanceTable accountId={account.id} />
      </Tabs.Panel>
      <Tabs.Panel value="orders">
        <OrderTable accountId={account.id} />
      </Tabs.Panel>
      <Tabs.Panel value="wallet">{wallet ? <Entries walletId={wallet.id} /> : <Text c="dimmed">No wallet is open yet.</Text>}</Tabs.Panel>
      <Tabs.Panel value="messages">
        <MessageTable accountId={account.id} />
      </Tabs.Panel>
      <Tabs.Panel value="calls">
        <CallTable accountId={account.id} />
      </Tabs.Panel>
      <Tabs.Panel value="tickets">
        <TicketTable accountId={account.id} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <AuditTable accountId={account.id} />
      </Tabs.Panel>
      <Tabs.Panel value="details">
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Section title="Account">
            <KeyValues
              facts={[
                { label: 'Kind', value: account.kind },
                { label: 'Currency', value: account.currency },
                { label: 'Since', value: <When at={account.createdAt} show="date" /> },
              ]}
            />
          </Section>
          <PriceGroup account={account} />
        </SimpleGrid>
      </Tabs.Panel>
    </Tabs>
  )
}
