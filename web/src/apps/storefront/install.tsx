import { Container, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { installPageQuery } from '../../api/esims.ts'
import { Section } from '../../ui/key-value.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { DataGauge } from '../portal/esims/data-gauge.tsx'
import { InstallCode } from '../portal/esims/install-code.tsx'
import { profileAdvice, profileWords } from '../portal/esims/profile-words.ts'

const route = getRouteApi('/storefront/install/$token')

/** The page behind a mailed link: install without signing in, and see the data left. */
export function InstallPage() {
  const { token } = route.useParams()
  const { data, error } = useQuery(installPageQuery(token))
  return (
    <Container size="md" py="lg">
      <PageHeader title="Install your eSIM" subtitle={data && `eSIM …${data.iccid.slice(-6)} from ${data.brand}`} />
      {error && <ProblemAlert error={error} />}
      {!data && !error && <Skeleton height={320} role="status" aria-label="Loading" />}
      {data && (
        <Stack gap="md">
          {data.installation ? (
            <Section title="Scan or tap">
              <Stack gap="md">
                <Text size="sm">{profileAdvice(data.profileState)}</Text>
                <InstallCode installation={data.installation} />
                <Text size="xs" c="dimmed">
                  Whoever has this page can install the eSIM, once. Do not pass it on.
                </Text>
              </Stack>
            </Section>
          ) : (
            <Notice
              tone={data.over ? 'warn' : 'good'}
              role="status"
              title={data.over ? 'This eSIM has ended' : profileWords(data.profileState)}
            >
              <Text size="sm">{data.over ? 'Its code does not work any more.' : profileAdvice(data.profileState)}</Text>
            </Notice>
          )}
          {data.bundle && (
            <Section title={data.bundle.name}>
              <DataGauge bundle={data.bundle} />
            </Section>
          )}
        </Stack>
      )}
    </Container>
  )
}
