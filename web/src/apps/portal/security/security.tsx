import { SimpleGrid, Stack } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from '../../../api/access.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ApiKeys } from './api-keys.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

/** Who can get in and how: second factor, signed-in devices, keys for programs. For customers and staff alike. */
export function SecurityPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  if (!me) return null
  return (
    <>
      <PageHeader title="Security" subtitle={me.user.email} />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <SecondFactor me={me} />
          <Sessions />
        </SimpleGrid>
        {me.permissions.some((permission) => permission === 'api-key:write') && <ApiKeys me={me} />}
      </Stack>
    </>
  )
}
