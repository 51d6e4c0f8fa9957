import { Badge, Card, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery } from '../../../api/console.ts'
import type { Provider } from '../../../api/types.ts'
import { AnchorLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase } from '../place.ts'

export const isSimulated = (provider: Provider) => provider.settings['simulator'] === 'true'

function ProviderCard({ provider }: { readonly provider: Provider }) {
  const base = useBase()
  return (
    <Card component="article" aria-label={provider.name}>
      <Stack gap="xs">
        <Group justify="space-between">
          <AnchorLink to={`${base}/providers/$id`} params={{ id: provider.id } as never} fw={650}>
            {provider.name}
          </AnchorLink>
          <Group gap={6}>
            {isSimulated(provider) && <StatusBadge status="simulator" tone="warn" label="Simulator" />}
            <StatusBadge status={provider.status} />
          </Group>
        </Group>
        <Group gap={6}>
          {provider.capabilities.map((capability) => (
            <Badge key={capability} variant="default" radius="sm" tt="none" fw={500}>
              {capability}
            </Badge>
          ))}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {provider.lastCheck ? (
            <>
              {provider.lastCheck.message} · <When at={provider.lastCheck.at} span />
            </>
          ) : (
            'The connection was not tested yet.'
          )}
        </Text>
      </Stack>
    </Card>
  )
}

/** The vendors everything is bought from, in the order in which they are asked. */
export function Providers() {
  const { data, error, refetch } = useQuery(providersQuery)
  return (
    <>
      <PageHeader title="Providers" subtitle="Where numbers, messages and payments come from. The lowest priority number is asked first." />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={300} role="status" aria-label="Loading" />}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {data?.items.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} />
        ))}
      </SimpleGrid>
    </>
  )
}
