import { Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { eitherOf, type Verification, verificationQuery } from '../../../api/verifications.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase, useMay } from '../place.ts'
import { DocumentCard } from './document-card.tsx'
import { DocumentViewer } from './document-viewer.tsx'

/** One case: the paper on one side, what we know and the decision on the other. */
export function VerificationPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const may = useMay()
  const { data: found, error, refetch } = useQuery(verificationQuery(id))
  const [chosen, setChosen] = useState<string>()
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!found) return <Skeleton height={420} role="status" aria-label="Loading" />
  const shown = found.documents.find((document) => document.id === chosen)
  return (
    <>
      <PageHeader
        title={`${found.number}: ${found.title}`}
        heading={
          <Group gap="sm">
            {found.number}
            <StatusBadge status={found.status} />
          </Group>
        }
        subtitle={`${found.title} · ${found.account.name}`}
        back={{ to: `${base}/verifications`, label: 'Verification' }}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack gap="md">
          <Section title="Documents">
            <Stack gap="sm">
              {found.documents.length === 0 && <Text c="dimmed">Nothing was sent yet.</Text>}
              {found.documents.map((document) => (
                <DocumentCard
                  key={document.id}
                  document={document}
                  shown={document.id === chosen}
                  onShow={() => setChosen(document.id)}
                  mayReview={may('verification:review')}
                />
              ))}
            </Stack>
          </Section>
          <DocumentViewer document={shown} />
        </Stack>
        <Stack gap="md">
          <Facts found={found} />
          <Section title="Still needed">
            {found.missing.length === 0 ? (
              <Text c="dimmed">Every paper is there.</Text>
            ) : (
              found.missing.map((group) => <Text key={group.join()}>{eitherOf(group)}</Text>)
            )}
          </Section>
        </Stack>
      </SimpleGrid>
    </>
  )
}

function Facts({ found }: { readonly found: Verification }) {
  const base = useBase()
  const { account } = found
  return (
    <Section title="What we know">
      <KeyValues
        facts={[
          {
            label: 'Customer',
            value: (
              <AnchorLink to={`${base}/customers/$id`} params={{ id: found.accountId } as never}>
                {account.name}
              </AnchorLink>
            ),
          },
          { label: 'Account', value: account.number },
          { label: 'Kind', value: account.kind },
          { label: 'E-mail', value: account.email },
          { label: 'Sent in', value: found.submittedAt ? <When at={found.submittedAt} show="time" /> : '–' },
          { label: 'Due', value: found.status === 'pending' && found.reviewDueAt ? <When at={found.reviewDueAt} /> : '–' },
          { label: 'Turned down', value: found.rejections === 0 ? 'Never' : `${found.rejections} ×` },
          { label: 'Decided by', value: found.decidedBy ?? '–' },
          { label: 'Holds until', value: found.verifiedUntil ? <When at={found.verifiedUntil} show="date" /> : '–' },
        ]}
      />
    </Section>
  )
}
