import { Button, Code, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { disableProvider, enableProvider, providerQuery, testProvider } from '../../../api/console.ts'
import type { Provider } from '../../../api/types.ts'
import { Copy } from '../../../ui/copy.tsx'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useBase, useMay } from '../place.ts'
import { isSimulated } from './list.tsx'
import { ProviderForm } from './provider-form.tsx'

/** One vendor: credentials that can be written but never read, its webhook address, and a test of the connection. */
export function ProviderPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const { data: provider, error, refetch } = useQuery(providerQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!provider) return <Skeleton height={420} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={provider.name}
        heading={
          <Group gap="sm">
            {provider.name}
            <StatusBadge status={provider.status} />
          </Group>
        }
        back={{ to: `${base}/providers`, label: 'Providers' }}
        actions={<ProviderActions provider={provider} />}
      />
      <Stack>
        {isSimulated(provider) && (
          <Notice tone="warn" title="This provider is simulated on this machine">
            <Text size="sm">Nothing costs money and nobody receives anything. Enter real credentials below to leave the simulator.</Text>
          </Notice>
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Section title="Connection">
            <KeyValues
              facts={[
                { label: 'Vendor', value: provider.vendor },
                { label: 'Capabilities', value: provider.capabilities.join(', ') },
                { label: 'Priority', value: provider.priority },
                {
                  label: 'Webhook address',
                  value: (
                    <Group gap={4} wrap="nowrap" justify="flex-end">
                      <Code style={{ overflowWrap: 'anywhere' }}>{provider.webhookUrl}</Code>
                      <Copy value={provider.webhookUrl} label="Copy webhook address" />
                    </Group>
                  ),
                },
                { label: 'Last test', value: provider.lastCheck ? <When at={provider.lastCheck.at} /> : 'never' },
              ]}
            />
            {provider.lastCheck && (
              <Group gap="xs" mt="sm">
                <StatusBadge status={provider.lastCheck.ok ? 'ok' : 'failed'} />
                <Text size="sm">{provider.lastCheck.message}</Text>
              </Group>
            )}
          </Section>
          <ProviderForm key={provider.id} provider={provider} />
        </SimpleGrid>
      </Stack>
    </>
  )
}

function ProviderActions({ provider }: { readonly provider: Provider }) {
  const may = useMay()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['providers'] })
  const test = useMutation({ mutationFn: () => testProvider(provider.id), onSuccess: refresh })
  const toggle = useMutation({
    mutationFn: () => (provider.status === 'active' ? disableProvider(provider.id) : enableProvider(provider.id)),
    onSuccess: async () => {
      told(provider.status === 'active' ? 'The provider is no longer asked.' : 'The provider is in use.')
      await refresh()
    },
  })
  if (!may('provider:write')) return null
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        <Button variant="default" onClick={() => toggle.mutate()} loading={toggle.isPending}>
          {provider.status === 'active' ? 'Disable' : 'Enable'}
        </Button>
        <Button onClick={() => test.mutate()} loading={test.isPending}>
          Test connection
        </Button>
      </Group>
      <ProblemAlert error={test.error ?? toggle.error} />
    </Stack>
  )
}
