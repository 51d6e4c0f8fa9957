import { Group, SimpleGrid, Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import {
  describeInterconnect,
  type Interconnect,
  interconnectQuery,
  type Settings,
  type SettingsGroup,
  setGroup,
  settingsQuery,
} from '../../../api/carriers.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { useBase, useMay } from '../place.ts'
import { Addresses } from './addresses.tsx'
import { Codecs } from './codecs.tsx'
import { EditCard } from './edit-card.tsx'
import { choices, type Field } from './fields.tsx'
import { Rules } from './rules.tsx'
import { Services } from './services.tsx'

const STALE = ['interconnects', 'carrier_services', 'audit']

/** One interconnect: its addresses and settings by group, each edited in its own card, and the services on it. */
export function InterconnectPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const { data: interconnect, error, refetch } = useQuery(interconnectQuery(id))
  const { data: settings } = useQuery(settingsQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!interconnect || !settings) return <Skeleton height={420} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={`${interconnect.shortCode} ${interconnect.name}`}
        heading={
          <Group gap="sm">
            {interconnect.shortCode} {interconnect.name}
            <StatusBadge status={interconnect.isActive ? 'active' : 'disabled'} />
          </Group>
        }
        subtitle={`${interconnect.carrierName} · ${statusWords(interconnect.direction)}`}
        back={{ to: `${base}/carriers/$id`, params: { id: interconnect.carrierId }, label: interconnect.carrierName }}
      />
      <Panels interconnect={interconnect} settings={settings} />
    </>
  )
}

type Parts = { readonly interconnect: Interconnect; readonly settings: Settings }

function Panels({ interconnect, settings }: Parts) {
  const takes = interconnect.direction !== 'egress'
  const sends = interconnect.direction !== 'ingress'
  return (
    <Tabs defaultValue="details" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="details">Details</Tabs.Tab>
        <Tabs.Tab value="services">Services</Tabs.Tab>
        {takes && <Tabs.Tab value="validation">Ingress validation</Tabs.Tab>}
        {takes && <Tabs.Tab value="ingress">Ingress translation</Tabs.Tab>}
        {sends && <Tabs.Tab value="egress">Egress translation</Tabs.Tab>}
        <Tabs.Tab value="media">Media</Tabs.Tab>
        <Tabs.Tab value="signalling">Signalling</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="details">
        <Details interconnect={interconnect} settings={settings} />
      </Tabs.Panel>
      <Tabs.Panel value="services">
        <Services interconnect={interconnect} />
      </Tabs.Panel>
      <Tabs.Panel value="validation">
        <GroupCard interconnect={interconnect} settings={settings} group="validation" title="Validation" fields={validationFields} />
      </Tabs.Panel>
      <Tabs.Panel value="ingress">
        <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: 'start' }}>
          <GroupCard interconnect={interconnect} settings={settings} group="translation" title="Caller number" fields={originFields} />
          <Rules interconnect={interconnect} settings={settings} on="ingress" />
        </SimpleGrid>
      </Tabs.Panel>
      <Tabs.Panel value="egress">
        <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: 'start' }}>
          <GroupCard
            interconnect={interconnect}
            settings={settings}
            group="translation"
            title="Presented identity"
            fields={identityFields}
          />
          <Rules interconnect={interconnect} settings={settings} on="egress" />
        </SimpleGrid>
      </Tabs.Panel>
      <Tabs.Panel value="media">
        <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: 'start' }}>
          <GroupCard interconnect={interconnect} settings={settings} group="media" title="Media" fields={mediaFields} />
          <Codecs interconnect={interconnect} codecs={settings.codecs} />
        </SimpleGrid>
      </Tabs.Panel>
      <Tabs.Panel value="signalling">
        <GroupCard interconnect={interconnect} settings={settings} group="signalling" title="Signalling" fields={signallingFields} />
      </Tabs.Panel>
    </Tabs>
  )
}

const detailFields: readonly Field[] = [
  { key: 'name', label: 'Name', kind: 'text' },
  { key: 'direction', label: 'Direction', kind: 'select', options: choices('ingress', 'egress', 'both') },
  { key: 'protocol', label: 'Transport', kind: 'select', options: choices('udp', 'tcp', 'tls') },
  { key: 'sipPort', label: 'SIP port', kind: 'number' },
  { key: 'capacity', label: 'Channels', kind: 'number', empty: 'No limit' },
  { key: 'techPrefix', label: 'Tech prefix', kind: 'text', description: 'Counts for services that have none of their own.' },
  { key: 'isActive', label: 'In use', kind: 'switch' },
]

const validationFields: readonly Field[] = [
  { key: 'techPrefix', label: 'Tech prefix', kind: 'text', description: 'Counts where neither service nor interconnect has one.' },
  { key: 'fromUri', label: 'From contains', kind: 'text' },
  { key: 'contactUri', label: 'Contact contains', kind: 'text' },
  { key: 'trunkGroup', label: 'Trunk group', kind: 'text' },
  { key: 'maxCpsEnabled', label: 'Limit calls per second', kind: 'switch' },
  { key: 'maxCps', label: 'Calls per second', kind: 'number', empty: 'No limit', when: (values) => Boolean(values['maxCpsEnabled']) },
  { key: 'testSystemControl', label: 'Control by test systems', kind: 'select', options: choices('allow', 'deny') },
]

const originFields: readonly Field[] = [
  {
    key: 'originationPreference',
    label: 'Taken from',
    kind: 'select',
    options: [
      { value: 'from', label: 'From' },
      { value: 'pai', label: 'P-Asserted-Identity' },
      { value: 'rpid', label: 'Remote-Party-ID' },
    ],
  },
  { key: 'originationValidation', label: 'When it is no number', kind: 'select', options: choices('off', 'flag', 'reject') },
]

const identityFields: readonly Field[] = [
  { key: 'setPaiHeader', label: 'P-Asserted-Identity', kind: 'select', options: choices('never', 'if_missing', 'always') },
]

const mediaFields: readonly Field[] = [
  { key: 'dtmfDetection', label: 'DTMF', kind: 'select', options: choices('auto', 'rfc2833', 'info', 'inband') },
  { key: 'mediaRelay', label: 'Relay media', kind: 'select', options: choices('always', 'auto', 'never') },
  { key: 'mediaNetwork', label: 'Media network', kind: 'text' },
  { key: 'rtpTimeoutEnabled', label: 'End silent calls', kind: 'switch' },
  { key: 'rtpTimeout', label: 'After seconds without media', kind: 'number', when: (values) => Boolean(values['rtpTimeoutEnabled']) },
]

const signallingFields: readonly Field[] = [
  {
    key: 'privacyMethod',
    label: 'Privacy',
    kind: 'select',
    options: [
      { value: 'none', label: 'None' },
      { value: 'rfc3323', label: 'RFC 3323' },
      { value: 'rfc3325', label: 'RFC 3325' },
    ],
  },
  { key: 'sessionTimerEnabled', label: 'Session timer', kind: 'switch' },
  {
    key: 'sessionTimerInterval',
    label: 'Session timer, seconds',
    kind: 'number',
    when: (values) => Boolean(values['sessionTimerEnabled']),
  },
  { key: 'maxCallDurationEnabled', label: 'Limit the length of calls', kind: 'switch' },
  { key: 'maxCallDuration', label: 'Longest call, seconds', kind: 'number', when: (values) => Boolean(values['maxCallDurationEnabled']) },
  { key: 'earlyMediaEnabled', label: 'Early media', kind: 'switch' },
  { key: 'rel100Enabled', label: 'Reliable provisional answers (100rel)', kind: 'switch' },
]

function Details({ interconnect, settings }: Parts) {
  const may = useMay()
  const { name, direction, protocol, sipPort, capacity, techPrefix, isActive } = interconnect
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: 'start' }}>
      <EditCard
        title="Details"
        fields={detailFields}
        values={{ name, direction, protocol, sipPort, capacity, techPrefix, isActive }}
        save={(values) => describeInterconnect(interconnect.id, values)}
        stale={STALE}
        mayEdit={may('carrier:write')}
      />
      <Addresses interconnect={interconnect} addresses={settings.addresses} />
    </SimpleGrid>
  )
}

type GroupProps = Parts & { readonly group: SettingsGroup; readonly title: string; readonly fields: readonly Field[] }

function GroupCard({ interconnect, settings, group, title, fields }: GroupProps) {
  const may = useMay()
  return (
    <EditCard
      title={title}
      fields={fields}
      values={settings[group]}
      save={(values) => setGroup(interconnect.id, group, values)}
      stale={STALE}
      mayEdit={may('carrier:write')}
    />
  )
}
