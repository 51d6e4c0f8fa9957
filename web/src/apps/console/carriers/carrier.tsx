import { Button, Group, SimpleGrid, Skeleton, Stack, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import {
  type Carrier,
  type CreditTerms,
  carrierQuery,
  createInterconnect,
  describeCarrier,
  grantCredit,
  moveCarrier,
  overrideLimit,
  positionQuery,
} from '../../../api/carriers.ts'
import { accountWalletQuery } from '../../../api/console.ts'
import { Figures, KeyValues, Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { Entries } from '../../portal/wallet/entries.tsx'
import { AuditTable } from '../audit/audit-table.tsx'
import { CdrTable } from '../cdrs/list.tsx'
import { useBase, useMay } from '../place.ts'
import { CreditAlerts } from './alerts.tsx'
import { Contacts } from './contacts.tsx'
import { EditCard } from './edit-card.tsx'
import { choices, type Field } from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'
import { SpendGauge } from './gauge.tsx'
import { InterconnectTable } from './list.tsx'
import { Moves } from './moves.tsx'

const STALE = ['carriers', 'interconnects', 'carrier_services', 'audit']

/** One carrier: who it is, what it may owe, how it is connected, what it did. */
export function CarrierPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const may = useMay()
  const { data: carrier, error, refetch } = useQuery(carrierQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!carrier) return <Skeleton height={420} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={carrier.name}
        heading={
          <Group gap="sm">
            {carrier.name}
            <StatusBadge status={carrier.status} />
          </Group>
        }
        subtitle={`${carrier.code} · ${statusWords(carrier.partnerType)}`}
        back={{ to: `${base}/carriers`, label: 'Carriers' }}
        actions={
          may('carrier:activate') && (
            <Moves name={carrier.name} status={carrier.status} move={(move) => moveCarrier(carrier.id, move)} stale={STALE} />
          )
        }
      />
      <Standing carrier={carrier} />
      <Records carrier={carrier} />
    </>
  )
}

function Standing({ carrier }: { readonly carrier: Carrier }) {
  const { data: position } = useQuery(positionQuery(carrier.id))
  if (!position) return <Skeleton height={90} mb="md" role="status" aria-label="Loading" />
  return (
    <Figures
      figures={[
        {
          label: 'Available',
          value: <Money value={position.available} digits="cents" />,
          hint: `${statusWords(carrier.customerCreditType)} customer`,
        },
        { label: 'Balance', value: <Money value={position.balance} digits="cents" /> },
        { label: 'We owe', value: <Money value={position.payable} digits="cents" /> },
        { label: 'Net', value: <Money value={position.net} digits="cents" /> },
      ]}
    />
  )
}

function Records({ carrier }: { readonly carrier: Carrier }) {
  return (
    <Tabs defaultValue="details" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="details">Details</Tabs.Tab>
        <Tabs.Tab value="interconnects">Interconnects</Tabs.Tab>
        <Tabs.Tab value="contacts">Contacts</Tabs.Tab>
        <Tabs.Tab value="accounting">Accounting</Tabs.Tab>
        <Tabs.Tab value="alerts">Credit alerts</Tabs.Tab>
        <Tabs.Tab value="calls">Call records</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="details">
        <Details carrier={carrier} />
      </Tabs.Panel>
      <Tabs.Panel value="interconnects">
        <Interconnects carrier={carrier} />
      </Tabs.Panel>
      <Tabs.Panel value="contacts">
        <Contacts carrier={carrier} />
      </Tabs.Panel>
      <Tabs.Panel value="accounting">
        <Accounting carrier={carrier} />
      </Tabs.Panel>
      <Tabs.Panel value="alerts">
        <CreditAlerts carrier={carrier} />
      </Tabs.Panel>
      <Tabs.Panel value="calls">
        <CdrTable carrierId={carrier.id} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <AuditTable accountId={carrier.accountId} />
      </Tabs.Panel>
    </Tabs>
  )
}

const detailFields: readonly Field[] = [
  { key: 'name', label: 'Name', kind: 'text' },
  { key: 'partnerType', label: 'Kind', kind: 'select', options: choices('customer', 'supplier', 'bilateral') },
  { key: 'capacity', label: 'Channels', kind: 'number', empty: 'No limit' },
  {
    key: 'circularRouting',
    label: 'Circular routing',
    kind: 'switch',
    description: 'Lets its own calls go back to it. Off keeps loops away.',
  },
  { key: 'customerAccountNumber', label: 'Our number as its supplier', kind: 'text' },
  { key: 'supplierAccountNumber', label: 'Our number as its customer', kind: 'text' },
  { key: 'taxCode', label: 'Tax code', kind: 'text' },
  { key: 'billTo', label: 'Bill to', kind: 'area' },
  { key: 'shipTo', label: 'Ship to', kind: 'area' },
]

const creditFields: readonly Field[] = [
  { key: 'customerCreditType', label: 'As customer', kind: 'select', options: choices('prepaid', 'postpaid') },
  {
    key: 'customerCreditLimit',
    label: 'Credit limit',
    kind: 'amount',
    when: (values) => values['customerCreditType'] === 'postpaid',
  },
  { key: 'supplierCreditType', label: 'As supplier', kind: 'select', options: choices('prepaid', 'postpaid') },
  { key: 'bilateralCreditLimit', label: 'Net limit', kind: 'amount' },
  { key: 'customer24hLimit', label: '24-hour limit as customer', kind: 'amount', empty: 'No limit' },
  { key: 'supplier24hLimit', label: '24-hour limit as supplier', kind: 'amount', empty: 'No limit' },
]

const pick = (carrier: Carrier, fields: readonly Field[]) =>
  Object.fromEntries(
    fields.map(({ key }) => {
      const value = carrier[key as keyof Carrier]
      return [key, typeof value === 'object' && value !== null ? value.amount : value]
    }),
  )

function Details({ carrier }: { readonly carrier: Carrier }) {
  const may = useMay()
  return (
    <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} style={{ alignItems: 'start' }}>
      <EditCard
        title="Details"
        fields={detailFields}
        values={pick(carrier, detailFields)}
        save={(values) => describeCarrier(carrier.id, values)}
        stale={STALE}
        mayEdit={may('carrier:write')}
      />
      <CreditControl carrier={carrier} />
      <EditCard
        title="Credit settings"
        fields={creditFields}
        values={pick(carrier, creditFields)}
        save={(values: CreditTerms) => grantCredit(carrier.id, { ...values, customerCreditLimit: values.customerCreditLimit || '0' })}
        stale={STALE}
        mayEdit={may('carrier:credit')}
      />
    </SimpleGrid>
  )
}

function CreditControl({ carrier }: { readonly carrier: Carrier }) {
  const may = useMay()
  const { data: position } = useQuery(positionQuery(carrier.id))
  const [opened, { open, close }] = useDisclosure()
  return (
    <Section
      title="Credit control"
      actions={
        may('carrier:credit') && (
          <Button size="xs" variant="default" onClick={open}>
            Override a limit
          </Button>
        )
      }
    >
      {position && (
        <Stack gap="sm">
          <SpendGauge label="Sent to us in 24 hours" spent={position.customerSpend24h} limit={carrier.customer24hLimit} />
          <SpendGauge label="Taken from us in 24 hours" spent={position.supplierSpend24h} limit={carrier.supplier24hLimit} />
          <KeyValues
            facts={[
              { label: 'Held for calls', value: <Money value={position.held} digits="cents" /> },
              {
                label: 'Override as customer',
                value: position.customerOverriddenUntil ? <When at={position.customerOverriddenUntil} /> : 'None',
              },
              {
                label: 'Override as supplier',
                value: position.supplierOverriddenUntil ? <When at={position.supplierOverriddenUntil} /> : 'None',
              },
            ]}
          />
        </Stack>
      )}
      {opened && <Override carrier={carrier} onClose={close} />}
    </Section>
  )
}

const HOUR_MS = 3_600_000

function Override({ carrier, onClose }: { readonly carrier: Carrier; readonly onClose: () => void }) {
  return (
    <FormDialog
      title="Override a 24-hour limit"
      action="Override"
      done="The limit is overridden."
      fields={[
        { key: 'side', label: 'Limit', kind: 'select', options: choices('customer', 'supplier') },
        { key: 'hours', label: 'For how many hours', kind: 'number', description: 'At most 72. It ends by itself.' },
        { key: 'reason', label: 'Reason', kind: 'text', description: 'Kept on the audit trail.' },
      ]}
      values={{ side: 'customer', hours: 4, reason: '' }}
      save={({ side, hours, reason }: { side: 'customer' | 'supplier'; hours: number | null; reason: string }) =>
        overrideLimit(carrier.id, { side, reason, expiresAt: new Date(Date.now() + (hours ?? 0) * HOUR_MS).toISOString() })
      }
      stale={STALE}
      onClose={onClose}
    />
  )
}

const DIRECTIONS: Readonly<Record<Carrier['partnerType'], readonly string[]>> = {
  customer: ['ingress'],
  supplier: ['egress'],
  bilateral: ['both', 'ingress', 'egress'],
}

function Interconnects({ carrier }: { readonly carrier: Carrier }) {
  const may = useMay()
  const [opened, { open, close }] = useDisclosure()
  const directions = DIRECTIONS[carrier.partnerType]
  return (
    <Stack gap="sm">
      {may('carrier:write') && (
        <Group justify="flex-end">
          <Button onClick={open}>Add interconnect</Button>
        </Group>
      )}
      <InterconnectTable carrierId={carrier.id} />
      {opened && (
        <FormDialog
          title="Add interconnect"
          action="Add interconnect"
          done="The interconnect was added."
          fields={[
            { key: 'name', label: 'Name', kind: 'text' },
            { key: 'direction', label: 'Direction', kind: 'select', options: choices(...directions) },
            { key: 'protocol', label: 'Transport', kind: 'select', options: choices('udp', 'tcp', 'tls') },
          ]}
          values={{ name: '', direction: directions[0], protocol: 'udp' }}
          save={(values) => createInterconnect(carrier.id, values)}
          stale={STALE}
          onClose={close}
        />
      )}
    </Stack>
  )
}

function Accounting({ carrier }: { readonly carrier: Carrier }) {
  const { data: wallet } = useQuery(accountWalletQuery(carrier.accountId))
  return wallet ? <Entries walletId={wallet.id} /> : <Skeleton height={200} role="status" aria-label="Loading" />
}
