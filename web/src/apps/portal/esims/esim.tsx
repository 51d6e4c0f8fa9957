import { Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { esimBeyondQuery, esimQuery } from '../../../api/esims.ts'
import type { Esim, EsimBundle } from '../../../api/types.ts'
import { bytesText } from '../../../ui/bytes.ts'
import { Copy } from '../../../ui/copy.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { DataGauge } from './data-gauge.tsx'
import { EndEsim, EsimSettings } from './esim-settings.tsx'
import { InstallSection } from './install-section.tsx'
import { TopUp } from './top-up.tsx'

const route = getRouteApi('/portal/esims/$id')

const REINSTALL: Readonly<Record<Esim['reinstall'], string>> = {
  never: 'Only once: do not delete it from the phone',
  while_valid: 'Any time while it is valid',
  unknown: 'Ask support before you delete it from the phone',
}

function Ends({ bundle }: { readonly bundle: EsimBundle }) {
  if (bundle.expiresAt) return <When at={bundle.expiresAt} show="time" />
  return <>{bundle.validityDays} days after first use</>
}

/** What pays when no plan does: packages, then the wallet; else data stops. */
function AfterThePlan({ esim }: { readonly esim: Esim }) {
  const { data } = useQuery(esimBeyondQuery(esim.id))
  if (!data) return null
  const steps = data.allowances.map(({ name, leftBytes }) => `${bytesText(leftBytes)} of “${name}”`)
  return (
    <Text size="sm" c="dimmed" component="div">
      {esim.bundle?.status === 'active' || esim.bundle?.status === 'pending' ? 'When it is used up: ' : 'Without a plan: '}
      {steps.length > 0 && `${steps.join(', then ')}, then `}
      {data.perGb ? (
        <>
          your wallet pays <Money value={data.perGb} /> per GB.
        </>
      ) : (
        'data stops.'
      )}
    </Text>
  )
}

/** What runs now and what waits behind it. */
function DataSection({ esim, onTopUp }: { readonly esim: Esim; readonly onTopUp: () => void }) {
  const { bundle } = esim
  const waiting = esim.bundles.filter(({ status, id }) => status === 'queued' && id !== bundle?.id)
  return (
    <Section
      title="Data"
      actions={
        !esim.endedAt && (
          <Button size="xs" onClick={onTopUp} leftSection={<PlusIcon size={14} />} disabled={esim.topUpRunning}>
            {esim.topUpRunning ? 'Topping up' : 'Top up'}
          </Button>
        )
      }
    >
      {bundle ? (
        <Stack gap="md">
          <DataGauge bundle={bundle} />
          <KeyValues
            facts={[
              { label: 'Plan', value: bundle.name },
              { label: 'State', value: <StatusBadge status={bundle.status} /> },
              { label: 'Ends', value: <Ends bundle={bundle} /> },
            ]}
          />
          {waiting.map((one) => (
            <Text key={one.id} size="sm" c="dimmed">
              Next: {one.name}, starts when this one is used up or over.
            </Text>
          ))}
          {!esim.endedAt && <AfterThePlan esim={esim} />}
        </Stack>
      ) : (
        <Text c="dimmed">No plan on this eSIM.</Text>
      )}
    </Section>
  )
}

/** Every plan this eSIM has had. */
export function BundleHistory({ bundles }: { readonly bundles: readonly EsimBundle[] }) {
  return (
    <Section title="Plans">
      <Stack gap="xs">
        {bundles.toReversed().map((bundle) => (
          <Group key={bundle.id} justify="space-between" gap="xs">
            <div>
              <Text fw={600}>{bundle.name}</Text>
              <Text size="xs" c="dimmed" component="div">
                Bought <When at={bundle.createdAt} show="date" /> for <Money value={bundle.price} />, {bytesText(bundle.usedBytes)} used
              </Text>
            </div>
            <StatusBadge status={bundle.status} />
          </Group>
        ))}
      </Stack>
    </Section>
  )
}

/** One eSIM: its data, installing it, settings. */
export function EsimPage() {
  const { id } = route.useParams()
  const { data: esim, error, refetch } = useQuery(esimQuery(id))
  const [toppingUp, { open, close }] = useDisclosure()
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!esim) return <Skeleton height={360} role="status" aria-label="Loading" />
  const title = esim.label || esim.bundle?.name || 'eSIM'
  return (
    <>
      <PageHeader
        title={title}
        heading={
          <Group gap="sm">
            {title}
            <StatusBadge status={esim.status} />
          </Group>
        }
        subtitle={`eSIM …${esim.iccid.slice(-6)}`}
        back={{ to: '/esims', label: 'eSIMs' }}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Stack gap="md">
          <DataSection esim={esim} onTopUp={open} />
          <BundleHistory bundles={esim.bundles} />
        </Stack>
        <Stack gap="md">
          {!esim.endedAt && <InstallSection esim={esim} />}
          {!esim.endedAt && <EsimSettings esim={esim} />}
          <Section title="Details">
            <KeyValues
              facts={[
                {
                  label: 'ICCID',
                  value: (
                    <Group gap={4} wrap="nowrap" justify="flex-end">
                      {esim.iccid} <Copy value={esim.iccid} label="Copy ICCID" />
                    </Group>
                  ),
                },
                { label: 'Phone (EID)', value: esim.eid ?? 'Not installed yet' },
                { label: 'Installing again', value: REINSTALL[esim.reinstall] },
                { label: 'Bought', value: <When at={esim.createdAt} show="date" /> },
              ]}
            />
          </Section>
          {!esim.endedAt && <EndEsim esim={esim} />}
        </Stack>
      </SimpleGrid>
      {toppingUp && <TopUp esim={esim} onClose={close} />}
    </>
  )
}
