import { Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { purposesQuery, type VerificationRow, verificationsQuery } from '../../../api/verifications.ts'
import { Empty } from '../../../ui/empty.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { Purpose } from './purpose.tsx'

/** Which papers are needed for what, and how far each verification is. */
export function VerificationPage() {
  const purposes = useQuery(purposesQuery)
  const own = useQuery(verificationsQuery({ limit: 100 }))
  const error = purposes.error ?? own.error
  const ready = purposes.data && own.data
  const known = new Map<string, VerificationRow>(own.data?.items.map((one) => [one.purpose, one]))
  return (
    <>
      <PageHeader
        title="Verification"
        subtitle="Some services are sold to people whose papers we have seen. We look at them within two working days."
      />
      {error && <ProblemAlert error={error} onRetry={() => void Promise.all([purposes.refetch(), own.refetch()])} />}
      {!ready && !error && <Skeleton height={320} role="status" aria-label="Loading" />}
      {ready && purposes.data.items.length === 0 && <Empty title="Nothing to verify" text="No service here needs your papers." />}
      {ready && (
        <Stack gap="md" maw={820}>
          {purposes.data.items.map((purpose) => (
            <Purpose key={purpose.purpose} purpose={purpose} found={known.get(purpose.purpose)} />
          ))}
          <Text size="sm" c="dimmed">
            Your papers are kept apart, shown only to those who check them, and every look is logged.
          </Text>
        </Stack>
      )}
    </>
  )
}
